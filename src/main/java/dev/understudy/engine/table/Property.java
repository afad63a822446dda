package dev.understudy.engine.table;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row outside of the rule tables: a keyword with its value, or a note.
 *
 * @param key the first filled cell
 * @param cell the second, if there is one
 * @param filled how many cells are filled
 * @param after the rule table that stands above it, if there is one
 */
record Property(
        GridCell key,
        @Nullable GridCell cell,
        int filled,
        @Nullable RuleTable after) {
    boolean is(String keyword) {
        return key.trimmed().equalsIgnoreCase(keyword);
    }

    Optional<GridCell> value() {
        return Optional.ofNullable(cell);
    }
}

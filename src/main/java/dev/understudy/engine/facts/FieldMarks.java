package dev.understudy.engine.facts;

import java.util.Optional;
import java.util.Set;

/**
 * What {@code ruleset.yaml} says of single fields.
 *
 * @param sensitive {@code Type.field}, whose values are to be sealed where they are kept
 * @param routingKey JSON pointer into the facts
 */
public record FieldMarks(Set<String> sensitive, Optional<String> routingKey) {
    /** No field is special. */
    public static final FieldMarks NONE = new FieldMarks(Set.of(), Optional.empty());

    /** Keeps its own copy of the set. */
    public FieldMarks {
        sensitive = Set.copyOf(sensitive);
    }
}

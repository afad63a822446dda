package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario that differs. One in another file that says the same is no change.
 *
 * @param change added, removed or changed
 * @param scenario its name
 * @param parts what differs: {@code given}, {@code expect}, {@code fired}
 * @param basePlace where it started
 * @param branchPlace where it starts
 */
public record ScenarioChange(
        Change change,
        String scenario,
        List<String> parts,
        @Nullable Place basePlace,
        @Nullable Place branchPlace) {
    /** Keeps its own copy of the list. */
    public ScenarioChange {
        parts = List.copyOf(parts);
    }
}

package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code ruleset.yaml} that has another value, defaults counted.
 *
 * @param key {@code limits.steps}
 * @param then its value on the base, as it would be written; null when it has none
 * @param now its value on the branch; null when it has none
 * @param added of a list, what is new
 * @param removed of a list, what is gone
 * @param basePlace where it stands on the base, or what holds it; null when there is no such file
 * @param branchPlace the same on the branch
 */
public record ManifestChange(
        String key,
        @Nullable String then,
        @Nullable String now,
        List<String> added,
        List<String> removed,
        @Nullable Place basePlace,
        @Nullable Place branchPlace) {
    /** Keeps its own copies of the lists. */
    public ManifestChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}

package dev.understudy.gitrepo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the rules repository fares.
 *
 * @param upstream where it is fetched from, without credentials; empty when this node hosts it
 * @param confirmedAt as {@link RulesRepository#confirmedAt()}; empty when there was no fetch yet
 * @param consecutiveFailures how many fetches failed since the last that succeeded
 * @param lastError what the last of them said, without credentials; empty when none failed since
 * @param warnings sentences on what is odd: branches that differ in case, names that can't be used, no {@code main}
 */
public record RepositoryStatus(
        Optional<String> upstream,
        Optional<Instant> confirmedAt,
        int consecutiveFailures,
        Optional<String> lastError,
        List<String> warnings) {
    /** Keeps its own copy of the list. */
    public RepositoryStatus {
        warnings = List.copyOf(warnings);
    }

    /** Whether this node hosts the repository itself. */
    public boolean hosted() {
        return upstream.isEmpty();
    }
}

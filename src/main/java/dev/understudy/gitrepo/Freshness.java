package dev.understudy.gitrepo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** When the branches of this node were last known to be the repository's own. */
interface Freshness {
    /** The last time; empty when there was none. */
    Optional<Instant> confirmedAt();

    /** Fetches that failed since then. */
    int consecutiveFailures();

    /** What the last of them said, without credentials. */
    Optional<String> lastError();

    /** Of a repository that is hosted here: it is its own truth. */
    static Freshness hosted(InstantSource clock) {
        return new Freshness() {
            @Override
            public Optional<Instant> confirmedAt() {
                return Optional.of(clock.instant());
            }

            @Override
            public int consecutiveFailures() {
                return 0;
            }

            @Override
            public Optional<String> lastError() {
                return Optional.empty();
            }
        };
    }
}

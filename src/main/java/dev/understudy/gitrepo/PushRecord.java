package dev.understudy.gitrepo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of pushes to the remote since this node started. One thread writes, any thread reads. */
final class PushRecord {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 7;

    private final InstantSource clock;
    private volatile @Nullable PendingPush pending;
    private volatile Instant nextTry = Instant.EPOCH;

    PushRecord(InstantSource clock) {
        this.clock = clock;
    }

    Optional<PendingPush> pending() {
        return Optional.ofNullable(pending);
    }

    /** Whether it is time to try. */
    boolean isDue() {
        return !clock.instant().isBefore(nextTry);
    }

    /** Something has to be pushed. */
    void noticed() {
        if (pending == null) {
            pending = new PendingPush(clock.instant(), 0, Optional.empty());
        }
    }

    /** Something new has to be pushed: whatever was in the way may not be in its way. */
    void promoted() {
        nextTry = Instant.EPOCH;
        noticed();
    }

    void failed(String sentence) {
        PendingPush before = pending;
        int tries = before == null ? 1 : before.tries() + 1;
        Instant since = before == null ? clock.instant() : before.since();
        pending = new PendingPush(since, tries, Optional.of(sentence));
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
        nextTry = clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    void nothingPending() {
        pending = null;
        nextTry = Instant.EPOCH;
    }
}

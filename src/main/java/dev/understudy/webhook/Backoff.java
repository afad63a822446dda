package dev.understudy.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When something is tried again: after 5 s, 20 s, 80 s and so on up to 6 h, each shortened by up to a fifth at random so
 * that many do not come at once; until three days have passed since the first try was due.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(6);
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    private static final int GROWTH = 4;
    private static final double JITTER = 0.2;
    /** Behind it the pause is the longest anyway. */
    private static final int MOST_GROWTHS = 10;

    private Backoff() {}

    /**
     * The moment of the next try; empty when there is none.
     *
     * @param attempts how many there were, at least 1
     * @param since when the first was due
     * @param asked how long the receiver wants to be left alone; null when it did not say
     */
    static Optional<Instant> next(
            int attempts, Instant since, Instant now, @Nullable Duration asked, RandomGenerator random) {
        long usual = FIRST.toMillis();
        for (int i = 1; i < Math.min(attempts, MOST_GROWTHS); i++) {
            usual *= GROWTH;
        }
        double share = 1 - JITTER * random.nextDouble();
        Duration pause = Duration.ofMillis((long) (Math.min(usual, LONGEST.toMillis()) * share));
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        }
        Instant end = since.plus(GIVEN_UP_AFTER);
        Instant next = now.plus(pause);
        // One try more at the end, however long the pause before it.
        if (next.isAfter(end)) {
            next = end;
        }
        return next.isAfter(now) ? Optional.of(next) : Optional.empty();
    }
}

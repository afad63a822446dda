package dev.understudy.client;

import java.time.Duration;

/**
 * How often a call is tried again. A decision changes nothing, so any call may be repeated; it gets another id in the
 * log. Tried again is what never reached the service, what broke, and what the service says to try again: 503, and 429
 * with {@code Retry-After}. What takes too long is not: it would take as long once more.
 *
 * @param attempts the first one among them; 1 tries nothing again
 * @param firstWait before the second attempt; twice as long before each further one, and between half and all of that
 * @param longestWait the most of it
 */
public record Retries(int attempts, Duration firstWait, Duration longestWait) {
    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_DOUBLINGS = 10;

    /** @throws IllegalArgumentException when there is no attempt, or there are more than ten, or a wait is negative */
    public Retries {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "There are 1 to " + MOST_ATTEMPTS + " attempts, and not " + attempts + ".");
        }
        if (firstWait.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("A wait can't be negative.");
        }
    }

    /** Four attempts, within about a second. */
    public static Retries standard() {
        return new Retries(4, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    /** One attempt. */
    public static Retries none() {
        return new Retries(1, Duration.ZERO, Duration.ZERO);
    }

    /**
     * The wait behind an attempt that failed.
     *
     * @param attempt counted from 1
     * @param random from 0 to 1
     */
    Duration pause(int attempt, double random) {
        Duration full = firstWait.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        Duration bounded = full.compareTo(longestWait) > 0 ? longestWait : full;
        return Duration.ofNanos((long) (bounded.toNanos() * (0.5 + random / 2)));
    }
}

package dev.understudy.decision;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Lets something be said once in a while of each subject. Thread-safe; forgets subjects of which there is nothing new.
 *
 * @param <K> what is talked of
 */
final class Rarely<K> {
    private static final int MANY = 1_000;

    private final long apartNanos;
    private final LongSupplier nanos;
    private final ConcurrentMap<K, Long> said = new ConcurrentHashMap<>();

    Rarely(long apartNanos, LongSupplier nanos) {
        this.apartNanos = apartNanos;
        this.nanos = nanos;
    }

    /** Whether to speak of {@code subject} now; of two threads that ask at once, one is told so. */
    boolean now(K subject) {
        long now = nanos.getAsLong();
        Long last = said.get(subject);
        if (last != null && now - last < apartNanos) {
            return false;
        }
        boolean first = last == null ? said.putIfAbsent(subject, now) == null : said.replace(subject, last, now);
        if (first && said.size() > MANY) {
            said.values().removeIf(each -> now - each >= apartNanos);
        }
        return first;
    }
}

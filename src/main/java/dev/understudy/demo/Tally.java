package dev.understudy.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts answers. Safe to use from many threads at once. */
final class Tally {
    private final Map<String, Integer> compensation = new TreeMap<>();
    private final Map<String, Integer> care = new TreeMap<>();
    private final Map<String, Integer> decidedBy = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final long[] nanos;
    private int decided;
    private int unanswered;
    private int counted;

    Tally(int capacity) {
        nanos = new long[capacity];
    }

    /** Counts one answer, which took so many nanoseconds. */
    synchronized void count(Answer answer, long tookNanos) {
        counted++;
        switch (answer) {
            case Answer.Decided decision -> {
                nanos[decided++] = tookNanos;
                decidedBy.merge(decision.decidedBy(), 1, Integer::sum);
                countEach(compensation, decision.compensation());
                countEach(care, decision.care());
            }
            case Answer.Refused refused ->
                errors.merge(String.format(Locale.ROOT, "%d %s", refused.status(), refused.reason()), 1, Integer::sum);
            case Answer.NobodyThere() -> unanswered("Nothing answered");
            case Answer.Broken(String reason) -> unanswered(reason);
        }
    }

    private static void countEach(Map<String, Integer> counts, List<String> labels) {
        if (labels.isEmpty()) {
            counts.merge("none", 1, Integer::sum);
        }
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    }

    private void unanswered(String reason) {
        unanswered++;
        errors.merge(reason, 1, Integer::sum);
    }

    /** How many calls got no answer at all. */
    synchronized int unanswered() {
        return unanswered;
    }

    /** How many answers there were, of any kind. */
    synchronized int counted() {
        return counted;
    }

    /** How many flights were decided. */
    synchronized int decided() {
        return decided;
    }

    /** How many flights were paid what; {@code none} for nothing. */
    synchronized Map<String, Integer> compensation() {
        return Map.copyOf(compensation);
    }

    /** How many flights were offered what; {@code none} for nothing. */
    synchronized Map<String, Integer> care() {
        return Map.copyOf(care);
    }

    /** How many flights were decided by which branch and commit. */
    synchronized Map<String, Integer> decidedBy() {
        return Map.copyOf(decidedBy);
    }

    /** How many flights were not decided for which reason. */
    synchronized Map<String, Integer> errors() {
        return Map.copyOf(errors);
    }

    /** The time within which so many percent of the decisions were answered, in nanoseconds; 0 without decisions. */
    synchronized long percentileNanos(int percent) {
        long[] sorted = Arrays.copyOf(nanos, decided);
        Arrays.sort(sorted);
        int rank = (int) Math.ceilDiv((long) sorted.length * percent, 100L);
        return sorted.length == 0 ? 0 : sorted[Math.max(rank, 1) - 1];
    }
}

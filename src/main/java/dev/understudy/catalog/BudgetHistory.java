package dev.understudy.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What decisions by the same rules used of their budgets, since the start. Thread-safe; nothing that a decision within
 * its budget does here takes a lock.
 */
public final class BudgetHistory {
    private volatile @Nullable Quarantine quarantine;
    private volatile double highest;
    /** The moments of the latest stops, as many as count. */
    private final Deque<Long> stops = new ArrayDeque<>();

    /**
     * How many stops are too many.
     *
     * @param stops so many
     * @param windowNanos within so long
     */
    public record Patience(int stops, long windowNanos) {}

    BudgetHistory() {}

    /** Why these rules may not decide for a draft; null when they may. What {@code main} decides is not bound by it. */
    public @Nullable Quarantine quarantine() {
        return quarantine;
    }

    /** The highest share of its steps or firings that a decision used, 1 for all; 0 when there was no decision. */
    public double highest() {
        return highest;
    }

    /** A decision used that share. */
    public void used(double share) {
        if (share > highest) {
            raise(share);
        }
    }

    private synchronized void raise(double share) {
        highest = Math.max(highest, share);
    }

    /**
     * A draft's decision was stopped.
     *
     * @param nowNanos when
     * @param patience how many are too many
     * @param why what to say if this was one too many
     * @return whether it was
     */
    public synchronized boolean stopped(long nowNanos, Patience patience, Quarantine why) {
        if (quarantine != null) {
            return false;
        }
        stops.addLast(nowNanos);
        while (nowNanos - stops.getFirst() > patience.windowNanos()) {
            stops.removeFirst();
        }
        if (stops.size() < patience.stops()) {
            return false;
        }
        stops.clear();
        quarantine = why;
        return true;
    }
}

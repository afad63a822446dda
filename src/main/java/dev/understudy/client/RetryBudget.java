package dev.understudy.client;

/**
 * Bounds repeats to a tenth of the calls, but for ten that are saved up: a service that is down is not kept there by
 * those who try again. Thread-safe.
 */
final class RetryBudget {
    private static final int PER_CALL = 1;
    private static final int PER_REPEAT = 10;
    private static final int MOST = 100;

    private int saved = MOST;

    /** A call is made for the first time. */
    synchronized void called() {
        saved = Math.min(MOST, saved + PER_CALL);
    }

    /** Whether it may be made again; takes it off the budget. */
    synchronized boolean take() {
        if (saved < PER_REPEAT) {
            return false;
        }
        saved -= PER_REPEAT;
        return true;
    }
}

package dev.understudy.engine.whynot;

import dev.understudy.sandbox.Meter;

/** How much is tried for one rule: so many combinations of facts, the same each time. */
final class Effort {
    /** Combinations tried for one rule. */
    static final int MOST = 20_000;

    /** Steps that one of them counts for: it costs more than a step of rule code does. */
    private static final int STEPS = 10;

    private int left = MOST;

    /**
     * One more combination.
     *
     * @throws TooMany when there were enough
     */
    void next() {
        Meter.steps(STEPS);
        if (--left < 0) {
            throw new TooMany();
        }
    }

    /** Thrown to end a search. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }
}

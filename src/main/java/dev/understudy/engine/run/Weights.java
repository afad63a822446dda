package dev.understudy.engine.run;

/** Estimates what a ruleset holds, for the budget of drafts; the figures come from the benchmark's memory table. */
final class Weights {
    private static final long FIXED = 96 << 10;
    private static final long PER_RULE = 10 << 10;

    private Weights() {}

    static long estimate(int rules, long classBytes) {
        return FIXED + rules * PER_RULE + classBytes;
    }
}

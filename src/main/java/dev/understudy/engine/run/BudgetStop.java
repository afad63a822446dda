package dev.understudy.engine.run;

/** Thrown through the engine to end a decision that used up its budget. */
final class BudgetStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final String rule;

    private BudgetStop(String limit, String rule, String message) {
        super(message, null, false, false);
        this.limit = limit;
        this.rule = rule;
    }

    static BudgetStop firings(int most, String rule) {
        return new BudgetStop("firings", rule, "More than " + most + " rules fired; the last one was '" + rule + "'.");
    }

    static BudgetStop time(String rule) {
        return new BudgetStop("time", rule, "The decision took too long; the last rule that fired was '" + rule + "'.");
    }

    /** The key in {@code ruleset.yaml} under {@code limits}. */
    String limit() {
        return limit;
    }

    /** The rule that fired last. */
    String rule() {
        return rule;
    }
}

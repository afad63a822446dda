package dev.understudy.engine.run;

/** Thrown through the engine to end a decision that used up its budget. */
final class BudgetStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final String limit;
    private final String rule;

    private BudgetStop(String limit, String rule, String words) {
        super(words, null, false, false);
        this.words = words;
        this.limit = limit;
        this.rule = rule;
    }

    static BudgetStop firings(int most, String rule) {
        return new BudgetStop("firings", rule, "More than " + most + " rules fired.");
    }

    /** What happened, in a sentence. */
    String words() {
        return words;
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

package dev.understudy.decisionlog.query;

/** The texts of a kept decision as a reader may see them. */
public final class KeptTexts {
    /** What stands for a value that the reader may not see, as JSON. */
    public static final String MASK = KeptJson.MASK;

    private KeptTexts() {}

    /** The outcome as JSON in one line, sealed values masked but for those that the look shows. */
    public static String outcome(KeptDecision decision, Unmasking.Look look) {
        return KeptJson.of(decision.outcome()).whole(seal -> look.clear(decision.id(), seal));
    }
}

package dev.understudy.decisionlog.query;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The texts of a kept decision as a reader may see them. */
public final class KeptTexts {
    /** What stands for a value that the reader may not see, as JSON. */
    public static final String MASK = KeptJson.MASK;

    private KeptTexts() {}

    /** The outcome as JSON in one line, sealed values masked but for those that the look shows. */
    public static String outcome(KeptDecision decision, Unmasking.Look look) {
        return shown(decision.outcome(), decision.id(), look);
    }

    /** The facts as JSON in one line, masked as the outcome is; null when the body has none. */
    public static @Nullable String facts(KeptDecision decision, Unmasking.Look look) {
        return KeptJson.of(decision.body()).member("facts", seal -> look.clear(decision.id(), seal));
    }

    /** JSON that was sealed for a decision, in one line, sealed values masked but for those that the look shows. */
    public static String shown(String json, UUID decision, Unmasking.Look look) {
        return KeptJson.of(json).whole(seal -> look.clear(decision, seal));
    }
}

package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.WhyNotRequest;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?whyNot=} of a call. */
final class WhyNotQuery {
    private WhyNotQuery() {}

    /** Null when nothing is asked. */
    static @Nullable WhyNotRequest read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "'whyNot' needs a rule's name, or * for all rules that did not fire.");
        }
        return WhyNotRequest.parse(text);
    }
}

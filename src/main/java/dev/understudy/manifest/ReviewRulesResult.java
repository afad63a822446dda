package dev.understudy.manifest;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;

/** What came of reading a {@code review.yaml}. */
public sealed interface ReviewRulesResult {
    /**
     * It could be read.
     *
     * @param rules what it says
     */
    record Read(ReviewRules rules) implements ReviewRulesResult {}

    /**
     * It can't be used.
     *
     * @param diagnostics all that is wrong with it, sorted; never empty
     */
    record Faulty(List<Diagnostic> diagnostics) implements ReviewRulesResult {
        /** Keeps its own copy of the list. */
        public Faulty {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

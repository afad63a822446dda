package dev.understudy.catalog;

import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A ruleset on a branch.
 *
 * @param commit the commit whose rules decide
 * @param slot the rules
 * @param refused a newer commit of {@code main} that may not be activated, and why; what was live stays live
 */
public record Entry(CommitId commit, BuildSlot slot, Optional<Refused> refused) {
    /**
     * A commit that may not be activated.
     *
     * @param commit which
     * @param diagnostics why
     */
    public record Refused(CommitId commit, List<Diagnostic> diagnostics) {
        /** Keeps its own copy of the list. */
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

package dev.understudy.ruleset;

import java.util.List;

/** What came of compiling and testing one tree of a ruleset. */
public sealed interface BuildResult {
    /** The tree that was built. */
    TreeId tree();

    /** What is worth telling: sorted, worst first. */
    List<Diagnostic> diagnostics();

    /**
     * Compiled: it may be activated on a branch, and on {@code main} if no scenario fails.
     *
     * @param tree the tree that was built
     * @param ruleset what decides
     * @param diagnostics failures of scenarios and warnings; none of them is an error
     */
    record Built(TreeId tree, CompiledRuleset ruleset, List<Diagnostic> diagnostics) implements BuildResult {
        /** Keeps its own copy of the list. */
        public Built {
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether every scenario passes. */
        public boolean scenariosPass() {
            return diagnostics.stream().noneMatch(each -> each.severity() == Diagnostic.Severity.FAILURE);
        }
    }

    /**
     * It must not be activated.
     *
     * @param tree the tree that was built
     * @param diagnostics never empty; at least one is an error
     */
    record Rejected(TreeId tree, List<Diagnostic> diagnostics) implements BuildResult {
        /** Keeps its own copy of the list. */
        public Rejected {
            if (diagnostics.isEmpty()) {
                throw new IllegalArgumentException("A rejected build says why.");
            }
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

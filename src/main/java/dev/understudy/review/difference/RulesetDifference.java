package dev.understudy.review.difference;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a ruleset on a base and on a branch. All places are of files from the top of the rules repository.
 *
 * @param ruleset its name
 * @param base that side; null when the ruleset is new
 * @param branch that side; null when the ruleset is gone
 * @param leftOut files with rules that can't be read on one side: what they hold is left out on both, and is in {@code
 *     files} only. Empty when all is compared.
 * @param rules of DRL
 * @param tables decision tables
 * @param declarations types, functions, imports
 * @param contract what callers notice; says nothing about files that are left out
 * @param manifest keys of {@code ruleset.yaml}; empty when it can't be read on one side
 * @param scenarios by name
 * @param touched rules of the branch that are to be tested
 * @param files line by line
 */
public record RulesetDifference(
        String ruleset,
        @Nullable Side base,
        @Nullable Side branch,
        List<String> leftOut,
        RuleChanges rules,
        List<TableChange> tables,
        DeclarationChanges declarations,
        Contract contract,
        List<ManifestChange> manifest,
        List<ScenarioChange> scenarios,
        List<TouchedRule> touched,
        List<FileChange> files) {
    /** Keeps its own copies of the lists. */
    public RulesetDifference {
        leftOut = List.copyOf(leftOut);
        tables = List.copyOf(tables);
        manifest = List.copyOf(manifest);
        scenarios = List.copyOf(scenarios);
        touched = List.copyOf(touched);
        files = List.copyOf(files);
    }

    /**
     * One side.
     *
     * @param tree git's id of its folder
     * @param diagnostics what is wrong with its text, worst first; whether it compiles is another question
     */
    public record Side(String tree, List<Diagnostic> diagnostics) {
        /** Keeps its own copy of the list. */
        public Side {
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether something stops it. */
        public boolean faulty() {
            return diagnostics.stream().anyMatch(each -> each.severity() == Diagnostic.Severity.ERROR);
        }
    }
}

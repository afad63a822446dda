package dev.understudy.review.coverage;

import dev.understudy.review.difference.TouchedRule;
import dev.understudy.ruleset.Diagnostic;
import java.util.List;

/**
 * What the scenarios of base and branch say on the rules of the branch.
 *
 * @param passed how many pass, those of the base that are not on the branch counted
 * @param failed how many fail
 * @param scenarios each, those of the branch first
 * @param uncovered rules that the difference touches and that fired in no scenario of the branch
 * @param unreadable what is wrong with scenarios that can't be read, on the branch
 */
public record Coverage(
        int passed, int failed, List<Tested> scenarios, List<TouchedRule> uncovered, List<Diagnostic> unreadable) {
    /** Keeps its own copies of the lists. */
    public Coverage {
        scenarios = List.copyOf(scenarios);
        uncovered = List.copyOf(uncovered);
        unreadable = List.copyOf(unreadable);
    }

    /** Where a scenario is from. */
    public enum Origin {
        /** It is on the branch; on the base it may be too. */
        BRANCH,
        /** It is on the base; on the branch it is gone, or says something else. */
        BASE
    }

    /**
     * A scenario that was run.
     *
     * @param scenario its name
     * @param origin where it is from
     * @param file that has it, from the top of the rules repository
     * @param line where it starts
     * @param passes whether all is as it expects
     * @param failures what is not; empty when it passes
     * @param fired rules that fired
     */
    public record Tested(
            String scenario,
            Origin origin,
            String file,
            int line,
            boolean passes,
            List<Diagnostic> failures,
            List<String> fired) {
        /** Keeps its own copies of the lists. */
        public Tested {
            failures = List.copyOf(failures);
            fired = List.copyOf(fired);
        }
    }
}

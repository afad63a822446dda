package dev.understudy.isolation;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import java.util.Map;

/** What is told to requests that came to the wrong instance. */
public final class Misdirected {
    private Misdirected() {}

    /** Another branch was asked for than the only one that is served here. */
    public static ProblemException branch(BranchName asked, BranchName only) {
        return new ProblemException(
                ProblemType.MISDIRECTED,
                "This instance serves the branch '" + only + "' alone, and the request is for '" + asked
                        + "'. Send it to the instance that serves all branches.",
                Map.of("branch", asked.value(), "served", only.value()));
    }

    /** Something was asked for that concerns all branches. */
    static ProblemException control(BranchName only) {
        return new ProblemException(
                ProblemType.MISDIRECTED,
                "This instance serves the branch '" + only + "' alone: change requests, rollouts, reverts, shadows,"
                        + " replays, webhooks and the decision log are at the instance that serves all branches.",
                Map.of("served", only.value()));
    }

    /** The only branch that is served here is not there. */
    public static ProblemException notThere(BranchName only) {
        return new ProblemException(
                ProblemType.NOT_READY,
                "This instance serves the branch '" + only + "' alone, which the rules repository does not have now.",
                Map.of("served", only.value()));
    }
}

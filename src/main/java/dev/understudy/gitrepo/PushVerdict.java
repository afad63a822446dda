package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import java.util.Map;

/**
 * What a {@link PushGate} thinks of a push.
 *
 * @param refusals by branch that may not move, one sentence that says why; when {@code main} is one, nothing of the
 *     push is taken
 */
public record PushVerdict(Map<BranchName, String> refusals) {
    /** All of it is taken. */
    public static final PushVerdict ACCEPTED = new PushVerdict(Map.of());

    /** Keeps its own copy of the map. */
    public PushVerdict {
        refusals = Map.copyOf(refusals);
    }
}

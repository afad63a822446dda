package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import java.util.List;

/** Told after branches have moved, by a push, by a fetch or by the service itself. */
@FunctionalInterface
public interface BranchListener {
    /**
     * Branches have moved. A push waits for this call, so that what was pushed is live when {@code git push} returns;
     * calls come one after the other, in the order of the moves. After a fetch, a call that throws is made again.
     *
     * @param updates never empty
     */
    void moved(List<BranchUpdate> updates);

    /** A main that was promoted here has arrived at the remote. */
    default void arrived(CommitId main) {}
}

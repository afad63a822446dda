package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.util.Map;
import java.util.Optional;

/** Moves branches as a push does: one after the other, and whoever listens has heard of it when the call returns. */
public interface BranchMoves {
    /**
     * A move that is wanted.
     *
     * @param branch what moves
     * @param from where it has to be
     * @param to where it goes, a commit on top of {@code from}
     * @param still other branches that have to be where they were looked at
     * @param reason for the log, one line
     */
    record Move(BranchName branch, CommitId from, CommitId to, Map<BranchName, CommitId> still, String reason) {
        /** Keeps its own copy of the map. */
        public Move {
            still = Map.copyOf(still);
        }
    }

    /**
     * Moves a branch by compare-and-set. Of a copy of a remote main alone is moved here; it is pushed soon afterwards, and
     * nobody waits for that.
     *
     * @return empty when it has moved; else the update that got in between: the branch, where it should have been, and
     *     where it is
     * @throws java.io.UncheckedIOException when the disk fails
     */
    Optional<BranchUpdate> move(Move move);

    /** How far a commit has come that main was moved to. Reads the disk. */
    Promotion promotion(CommitId commit);

    /** What main waits for before it is at the remote, too; empty when it does not wait. */
    Optional<PendingPush> pendingPush();

    /** Where the branches come from; empty when they are this service's own, and so can be moved here. */
    Optional<String> upstream();
}

package dev.understudy.gitrepo;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.util.Optional;

/**
 * One branch that moves, or has moved.
 *
 * @param branch the branch
 * @param from its head before; empty when it is new
 * @param to its head after; empty when it is deleted
 */
public record BranchUpdate(BranchName branch, Optional<CommitId> from, Optional<CommitId> to) {}

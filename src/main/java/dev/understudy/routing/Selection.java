package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.ruleset.CommitId;
import org.jspecify.annotations.Nullable;

/**
 * The branch that decides a request.
 *
 * @param view the branch
 * @param commit a commit of its past that was asked for; null for its head
 * @param selectedBy what chose it
 * @param branchGone whether an ambient choice was dropped because its branch is gone
 */
public record Selection(BranchView view, @Nullable CommitId commit, SelectedBy selectedBy, boolean branchGone) {
    /** Whether its outcomes count: what {@code main} decides at its live commit does, what a draft decides does not. */
    public boolean effective() {
        return commit == null && view.branch().isMain();
    }

    /**
     * The same for somebody: who has the right to it, as a program of an isolated system has, has its own choice of a
     * branch count.
     */
    public boolean effectiveFor(Caller caller) {
        return effective() || (selectedBy == SelectedBy.HEADER && caller.may(Right.BRANCH_EFFECTIVE));
    }

    /** Whether this is a choice of that very view; views are never equal by chance, so identity is enough. */
    @SuppressWarnings("ReferenceEquality") // Comparing two views by value would walk all of their rulesets.
    boolean isFor(BranchView other) {
        return view == other;
    }
}

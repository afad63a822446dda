package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.context.JourneyContext;
import dev.understudy.ruleset.CommitId;
import org.jspecify.annotations.Nullable;

/**
 * The branch that decides a request.
 *
 * @param view the branch
 * @param commit a commit of its past that was asked for; null for its head
 * @param selectedBy what chose it
 * @param branchGone whether an ambient choice was dropped because its branch is gone
 * @param context what the first hop of the journey chose; null when this is the first one
 */
public record Selection(
        BranchView view,
        @Nullable CommitId commit,
        SelectedBy selectedBy,
        boolean branchGone,
        @Nullable JourneyContext context) {
    /** A choice that is made here. */
    public Selection(BranchView view, @Nullable CommitId commit, SelectedBy selectedBy, boolean branchGone) {
        this(view, commit, selectedBy, branchGone, null);
    }

    /** Whether its outcomes count: what {@code main} decides at its live commit does, what a draft decides does not. */
    public boolean effective() {
        return commit == null && view.branch().isMain();
    }

    /** Whether this is a choice of that very view; views are never equal by chance, so identity is enough. */
    @SuppressWarnings("ReferenceEquality") // Comparing two views by value would walk all of their rulesets.
    boolean isFor(BranchView other) {
        return view == other;
    }
}

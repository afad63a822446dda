package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.context.JourneyContext;
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
 * @param dropped why an ambient choice was dropped; null when none was
 * @param use the use of a share link that chose it; null when none did
 * @param context what the first hop of the journey chose; null when this is the first one
 */
public record Selection(
        BranchView view,
        @Nullable CommitId commit,
        SelectedBy selectedBy,
        @Nullable Dropped dropped,
        @Nullable PreviewUse use,
        @Nullable JourneyContext context) {
    /**
     * A choice that is made here.
     *
     * @param branchGone whether the session flag was dropped because its branch is gone
     */
    public Selection(BranchView view, @Nullable CommitId commit, SelectedBy selectedBy, boolean branchGone) {
        this(view, commit, selectedBy, branchGone ? Dropped.SESSION_BRANCH_GONE : null, null, null);
    }

    /** What decides in place of an ambient choice: {@code main}; null when there is none yet. */
    static @Nullable Selection dropped(Snapshot snapshot, Dropped why) {
        BranchView main = snapshot.main();
        return main == null ? null : new Selection(main, null, SelectedBy.DEFAULT, why, null, null);
    }

    /** Whether its outcomes count: what {@code main} decides at its live commit does, what a draft decides does not. */
    public boolean effective() {
        return commit == null && view.branch().isMain();
    }

    /** The same choice of {@code main} as it is now. */
    public Selection onto(BranchView main) {
        return new Selection(main, null, selectedBy, dropped, use, context);
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

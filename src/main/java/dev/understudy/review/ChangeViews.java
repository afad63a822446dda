package dev.understudy.review;

import dev.understudy.gitrepo.BranchMoves;
import jakarta.inject.Singleton;

/** Shows change requests. */
@Singleton
class ChangeViews {
    private final BlastRadii radii;
    private final ConflictsByRule conflicts;
    private final BranchMoves moves;

    ChangeViews(BlastRadii radii, ConflictsByRule conflicts, BranchMoves moves) {
        this.radii = radii;
        this.conflicts = conflicts;
        this.moves = moves;
    }

    ChangeRequestView at(ChangeLook look) {
        return ChangeRequestView.of(look, radii, conflicts, ChangeRequestView.End.of(look.request(), moves));
    }
}

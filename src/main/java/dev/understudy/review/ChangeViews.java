package dev.understudy.review;

import jakarta.inject.Singleton;

/** Shows change requests. */
@Singleton
class ChangeViews {
    private final BlastRadii radii;
    private final ConflictsByRule conflicts;

    ChangeViews(BlastRadii radii, ConflictsByRule conflicts) {
        this.radii = radii;
        this.conflicts = conflicts;
    }

    ChangeRequestView at(ChangeLook look) {
        return ChangeRequestView.of(look, radii, conflicts);
    }
}

package dev.understudy.review;

import dev.understudy.ruleset.CommitId;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows nothing, and says so: as long as nothing else gives evidence. */
@Singleton
@DefaultBean
class NoEvidence implements EvidenceSource {
    @Override
    public Evidence evidence(CommitId base, CommitId head, Optional<BlastRadius> declared) {
        return Evidence.NONE;
    }
}

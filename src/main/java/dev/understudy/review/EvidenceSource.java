package dev.understudy.review;

import dev.understudy.ruleset.CommitId;
import java.util.Optional;

/** Gives what is known of changes. Thread-safe. */
@FunctionalInterface
public interface EvidenceSource {
    /**
     * What is known now; never waits for what is still worked out.
     *
     * @param base the head of main
     * @param head the head of the branch
     * @param declared what the author says that it will do at most
     */
    Evidence evidence(CommitId base, CommitId head, Optional<BlastRadius> declared);
}

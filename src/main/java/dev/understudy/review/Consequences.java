package dev.understudy.review;

import dev.understudy.ruleset.CommitId;

/** Says what branches would do. Reads the disk; thread-safe. */
interface Consequences {
    /**
     * What comes of a branch. Has to come within a second, since pushes wait for it.
     *
     * @param base the head of main
     * @param head the head of the branch
     * @throws dev.understudy.problem.ProblemException {@code UNKNOWN_COMMIT} when one of them is gone
     */
    Consequence of(CommitId base, CommitId head);
}

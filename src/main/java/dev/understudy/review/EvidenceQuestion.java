package dev.understudy.review;

import dev.understudy.ruleset.CommitId;
import java.util.Optional;

/**
 * What is wanted to be known.
 *
 * @param pair which commits of which change request
 * @param wanted whether it is to be worked out when it is not known
 * @param declared what the author says that it will do at most
 */
record EvidenceQuestion(Pair pair, boolean wanted, Optional<BlastRadius> declared) {
    /**
     * A branch and main at one moment.
     *
     * @param request the number of the change request
     * @param base the head of main
     * @param head the head of the branch
     */
    record Pair(long request, CommitId base, CommitId head) {}
}

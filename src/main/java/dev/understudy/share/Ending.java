package dev.understudy.share;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;

/** Why a link does not count any more. */
enum Ending {
    /** Its time is up. */
    EXPIRED("It has expired."),
    /** Somebody revoked it. */
    REVOKED("It was revoked."),
    /** Its branch was deleted. */
    BRANCH_GONE("Its branch was deleted."),
    /** Its branch became main. */
    MERGED("Its branch was merged: what it showed is what counts now."),
    /** Its maker has no account any more, or no right to select branches. */
    MAKER_LOST_RIGHT("Who made it may not show this any more.");

    private final String sentence;

    Ending(String sentence) {
        this.sentence = sentence;
    }

    /** What whoever has the link is told. */
    ProblemException problem() {
        return new ProblemException(
                ProblemType.SHARE_LINK_ENDED, "This share link counts no more. " + sentence + " Ask for a new one.");
    }
}

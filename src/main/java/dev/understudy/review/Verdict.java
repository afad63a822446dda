package dev.understudy.review;

/** What a review says. */
enum Verdict {
    /** It may become main. */
    APPROVE,
    /** Not like this. */
    REQUEST_CHANGES,
    /** Something to say, and nothing to decide. */
    COMMENT,
    /** It may become main although a rule of review is not met; takes two people, and a reason of each. */
    OVERRIDE;

    /** Whether it takes the place of what the same person said before. */
    boolean decides() {
        return this == APPROVE || this == REQUEST_CHANGES;
    }
}

package dev.understudy.review;

import dev.understudy.thread.CutOff;

/** Where a merge can be cut off. */
enum MergeStep {
    /** The candidate is a commit that no branch has. */
    CANDIDATE_MADE,
    /** What is meant is written down. */
    INTENT_WRITTEN,
    /** Main is the candidate. */
    MAIN_MOVED,
    /** That is written down, too. */
    RECORDED;

    void reached() {
        CutOff.at(this);
    }
}

package dev.understudy.review;

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

    /** Tests name a step by this system property, and see what a start makes of it. */
    private static final String CUT_OFF = "dev.understudy.cut-off-merge-at";

    /** Ends the process as a kill would, when a test wants that; else does nothing. */
    void reached() {
        if (name().equals(System.getProperty(CUT_OFF))) {
            Runtime.getRuntime().halt(137);
        }
    }
}

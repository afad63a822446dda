package dev.understudy.delivery;

import dev.understudy.thread.CutOff;

/** Where a promotion, a rollback or a revert can be cut off. */
enum AttemptStep {
    /** It is written down that main is to move, and not yet where to. */
    PROMOTION_BEGUN,
    /** Where main is to go is written down. */
    TARGET_WRITTEN,
    /** Main is the candidate. */
    MAIN_MOVED,
    /** Row, change request and audit log say so, in a transaction that is not committed. */
    PROMOTION_RECORDED,
    /** The same, committed. */
    PROMOTED,
    /** Row, change request and audit log say that it is over, in a transaction that is not committed. */
    ROLLBACK_RECORDED,
    /** The same, committed; the candidate still decides here. */
    ROLLED_BACK,
    /** A candidate decides for nobody any more. */
    ROUTE_DROPPED,
    /** Revert, history and audit log are written, in a transaction that is not committed. */
    REVERT_RECORDED,
    /** The same, committed; what is undone still decides here. */
    REVERTED,
    /** The former rules decide here. */
    SNAPSHOT_SWAPPED,
    /** The commit that says the same is made, and which it is is written down. */
    REVERT_COMMITTED,
    /** Main is that commit. */
    REVERT_MOVED,
    /** That is written down, too. */
    REVERT_ENDED;

    void reached() {
        CutOff.at(this);
    }
}

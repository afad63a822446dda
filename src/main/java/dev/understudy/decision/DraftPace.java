package dev.understudy.decision;

import dev.understudy.thread.AllocationPace;
import jakarta.inject.Singleton;

/** What all decisions by drafts on this node may allocate together. Thread-safe. */
@Singleton
class DraftPace {
    private final AllocationPace pace;
    private final AllocationPace heavyPace;

    DraftPace(DraftConfig config) {
        long bytes = AllocationPace.bytes("understudy.drafts.allocation-megabytes", config.allocationMegabytes());
        this.pace = new AllocationPace(bytes, bytes / 2);
        this.heavyPace = new AllocationPace(HeavyDrafts.bytesPerSecond(config), HeavyDrafts.CREDIT_BYTES);
    }

    /** Does the work, and then waits if drafts allocate too much. */
    void run(Runnable work) {
        pace.run(work);
    }

    /** Waits for what decisions of a batch allocated that allocate much each. */
    void heavy(long bytes) {
        if (bytes > 0) {
            heavyPace.allocated(bytes);
        }
    }
}

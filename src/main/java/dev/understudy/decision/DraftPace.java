package dev.understudy.decision;

import dev.understudy.thread.AllocationPace;
import jakarta.inject.Singleton;

/** What all decisions by drafts on this node may allocate together. Thread-safe. */
@Singleton
class DraftPace {
    private final AllocationPace pace;
    private final AllocationPace heavyPace;

    DraftPace(DraftConfig config) {
        int megabytes = config.allocationMegabytes();
        if (megabytes < 1) {
            throw new IllegalArgumentException(
                    "understudy.drafts.allocation-megabytes is " + megabytes + "; it has to be 1 or more.");
        }
        long bytes = (long) megabytes << 20;
        this.pace = new AllocationPace(bytes, bytes / 2);
        this.heavyPace = new AllocationPace((long) config.heavyMegabytes() << 20, HeavyDrafts.CREDIT_BYTES);
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

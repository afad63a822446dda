package dev.understudy.decision;

import dev.understudy.thread.AllocationPace;
import jakarta.inject.Singleton;

/** What all decisions by drafts on this node may allocate together. Thread-safe. */
@Singleton
class DraftPace {
    private final AllocationPace pace;

    DraftPace(DraftConfig config) {
        int megabytes = config.allocationMegabytes();
        if (megabytes < 1) {
            throw new IllegalArgumentException(
                    "understudy.drafts.allocation-megabytes is " + megabytes + "; it has to be 1 or more.");
        }
        long bytes = (long) megabytes << 20;
        this.pace = new AllocationPace(bytes, bytes / 2);
    }

    /** Does the work, and then waits if drafts allocate too much. */
    void run(Runnable work) {
        pace.run(work);
    }
}

package dev.understudy.decisionlog;

import java.util.concurrent.CompletionStage;

/** Takes records, in order: the journal of this node. */
interface RecordSink {
    /** There is no room. */
    long FULL = -1;

    /**
     * Takes one, which from then on outlives the process. Does not wait.
     *
     * @return the position behind it, more than 0, or {@link #FULL}
     */
    long append(byte[] record, int offset, int length);

    /** Waits until there is room for many more, at most so long; for batches, which would fill it at once. */
    void awaitRoom(long nanos) throws InterruptedException;

    /** Completes when all up to a position outlives the machine; fails when the disk does. */
    CompletionStage<Void> synced(long position);
}

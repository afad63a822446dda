package dev.understudy.decisionlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where records wait until the database has them: the journal of this node. One thread asks, one batch at a time; none
 * of the calls waits for anything but the disk.
 */
public interface RecordSource {
    /**
     * The oldest records that were not shipped. Asked again before {@link #shipped}, it gives the same ones first.
     *
     * @param maxBytes about how many bytes of records are wanted; if there is any record at all, at least one is given
     * @return nothing when nothing waits
     * @throws IOException when they can't be read; the same is asked again later
     */
    Batch read(int maxBytes) throws IOException;

    /**
     * The database has them, or they are kept aside: they may be forgotten here. It may be that the process ends before
     * this is called; then they come again, and the database takes each once.
     */
    void shipped(Batch batch) throws IOException;

    /** How many bytes of records wait, those of a batch that is under way included; asked by any thread. */
    long waitingBytes();

    /** Records that were read together. */
    @FunctionalInterface
    interface Batch {
        /** In the order in which they were written; each from its position to its limit. Valid until shipped. */
        List<ByteBuffer> records();
    }
}

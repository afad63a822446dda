package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log in a folder of its own, held by one process. A record is safe from the end of the process once
 * {@link #append} returned, and from the end of the machine once {@link #synced} completed.
 *
 * <p>A position is the place of a byte in all that was ever appended; it means the same after a restart. Positions only
 * grow, not without gaps. Thread-safe; {@link #read} and {@link #shipped} are for one shipper.
 */
public final class Journal implements AutoCloseable {
    /** What {@link #append} returns when it recorded nothing. */
    public static final long FULL = -1;

    private final Folder folder;
    private final ShippedMark mark;
    private final Chain chain;
    private final Preparer preparer;
    private final Syncer syncer;
    private final Reader reader;
    private final Recovery recovery;
    private final long largest;
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    private Journal(Folder folder, JournalLimits limits, Disk disk, Recoverer found, ShippedMark mark) {
        this.folder = folder;
        this.mark = mark;
        List<Segment> segments = new ArrayList<>(found.segments());
        segments.add(Segment.none(folder.root(), found.nextBase()));
        this.chain = new Chain(segments, found.shipped());
        this.preparer = new Preparer(chain, folder, limits, disk);
        this.syncer = new Syncer(chain, folder, disk);
        this.reader = new Reader(chain);
        this.recovery = found.recovery();
        this.largest = (long) limits.segmentBytes() - Segment.FIRST;
    }

    /**
     * Opens the journal of a folder, which is made when it is missing, and makes whole what an earlier process left.
     *
     * <p>When the disk has no room for another segment, a journal that has something to ship opens all the same, since
     * shipping makes room; {@link #obstacle} says so.
     *
     * @throws JournalException when another process holds it, when it can't be read or written, when the disk is full
     *     and nothing waits to be shipped, and when a file is of another version; nothing that was recorded is lost
     */
    public static Journal open(Path folder, JournalLimits limits) {
        return open(folder, limits, Disk.REAL);
    }

    static Journal open(Path root, JournalLimits limits, Disk disk) {
        Folder folder = Folder.open(root, disk);
        Recoverer found = new Recoverer(folder, disk);
        @Nullable ShippedMark mark = null;
        try {
            mark = folder.mark();
            found.recover(mark);
            Journal journal = new Journal(folder, limits, disk, found, mark);
            journal.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            found.segments().forEach(Segment::unmap);
            Ending.close(mark, e);
            Ending.close(folder, e);
            throw e instanceof JournalException told ? told : Folder.unusable(root, e);
        }
    }

    private void start() throws IOException {
        preparer.prepareFirst();
        preparer.start();
        syncer.start();
    }

    /**
     * Records these bytes. Never waits for the disk, but for up to five seconds when the disk has not got the next segment
     * ready in time.
     *
     * @return the position behind the record, or {@link #FULL} when the journal is at its bound, or the disk takes no
     *     more; {@link #obstacle} says which
     * @throws IllegalArgumentException when the record is larger than {@link #largestRecord}
     * @throws IllegalStateException when the journal is closed
     */
    public long append(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        long size = Frames.size(length);
        if (size > largest) {
            throw new IllegalArgumentException(
                    "A record of " + length + " bytes is larger than a segment of the journal" + " takes ("
                            + largestRecord() + " bytes); make the segments larger.");
        }
        int crc = Frames.crc(bytes, offset, length);
        Segment segment = chain.active();
        while (segment != null) {
            try {
                long at = segment.reserve(size);
                if (at >= 0) {
                    segment.frames().write(at, bytes, offset, length, crc);
                    return segment.base() + at + size;
                }
            } catch (InternalError e) {
                breakWith(segment, e);
            }
            segment = following(segment);
        }
        refused.increment();
        return FULL;
    }

    /** The segment behind one that is full; null when there is none. */
    private @Nullable Segment following(Segment full) {
        if (closed) {
            throw new IllegalStateException("The journal is closed.");
        }
        if (chain.broken() != null) {
            return null;
        }
        Segment next = preparer.await(full);
        if (next != null && chain.advance(full, next)) {
            preparer.wake();
        }
        return next;
    }

    /** A page of the mapped file could not be read or written: an error of the disk, which Java tells this way. */
    private void breakWith(Segment segment, InternalError e) {
        String why = "The disk failed under the journal file " + segment.file()
                + ": nothing more is recorded until the service is started anew. Look after the disk.";
        try {
            chain.breakWith(why);
        } catch (InternalError again) {
            e.addSuppressed(again);
        }
    }

    /** How many bytes a record may have. */
    public long largestRecord() {
        return Frames.largest(largest);
    }

    /**
     * Completes once everything up to a position is on the disk. One force serves all who wait. It completes on a thread
     * of the journal, which is not to be kept busy.
     *
     * @param position what {@link #append} returned
     * @return completes exceptionally with a {@link JournalException} when the disk failed, and with an {@link
     *     IllegalStateException} when the journal was closed before
     */
    public CompletionStage<Void> synced(long position) {
        if (position < 0 || position > chain.endPosition()) {
            throw new IllegalArgumentException(
                    "The journal ends at position " + chain.endPosition() + ", and has no " + position + ".");
        }
        return syncer.synced(position);
    }

    /**
     * Whole records from a position on, in order; those that were appended while others were still being written come
     * with the next call.
     *
     * @param fromPosition what {@link #firstPosition} or an earlier batch gave
     * @param maxBytes of records, altogether; a single record that is larger comes alone
     */
    public JournalBatch read(long fromPosition, int maxBytes) {
        return reader.read(fromPosition, maxBytes);
    }

    /** Where the first record starts that was not shipped, or will. */
    public long firstPosition() {
        return chain.firstPosition();
    }

    /** Behind the last record. */
    public long endPosition() {
        return chain.endPosition();
    }

    /**
     * Remembers that all before a position is safe elsewhere, and takes the segments that lie before it anew or deletes
     * them. That outlives the process; after the end of the machine some records may be read again.
     *
     * @param position what {@link JournalBatch#nextPosition} gave
     * @throws JournalException when it can't be remembered; nothing is deleted then
     */
    public void shipped(long position) {
        reader.check(position);
        chain.keep().writeLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The journal is closed.");
            }
            if (position <= chain.shipped()) {
                return;
            }
            mark.write(position);
            if (chain.letsGo(position)) {
                mark.force();
            }
            chain.shipped(position);
            preparer.retireShipped();
        } catch (IOException e) {
            throw Folder.unusable(folder.root(), e);
        } finally {
            chain.keep().writeLock().unlock();
            preparer.wake();
        }
    }

    /** How many bytes are held on the disk and not shipped. */
    public long bytes() {
        return chain.unshippedBytes();
    }

    /** How often {@link #append} returned {@link #FULL} since the journal was opened. */
    public long refused() {
        return refused.sum();
    }

    /** Why {@link #append} returns {@link #FULL}, or soon will: a sentence; empty while there is room. */
    public Optional<String> obstacle() {
        String broken = chain.broken();
        return Optional.ofNullable(broken == null ? preparer.obstacle() : broken);
    }

    /** What opening it found. */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * Forces everything to the disk and lets go of the folder. Records that other threads are appending meanwhile are
     * refused with an {@link IllegalStateException}.
     *
     * @throws JournalException when the disk failed; the folder is let go of all the same
     */
    @Override
    public void close() {
        reader.stop();
        chain.keep().writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            chain.keep().writeLock().unlock();
        }
        new Ending(folder, mark, chain, preparer, syncer).run();
    }
}

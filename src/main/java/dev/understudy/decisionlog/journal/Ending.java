package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The orderly end of a journal: all is forced, and its files are as small as what is in them. Runs once. */
final class Ending {
    private static final long PAUSE_NANOS = 50_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Folder folder;
    private final ShippedMark mark;
    private final Chain chain;
    private final Preparer preparer;
    private final Syncer syncer;
    private @Nullable JournalException failure;

    Ending(Folder folder, ShippedMark mark, Chain chain, Preparer preparer, Syncer syncer) {
        this.folder = folder;
        this.mark = mark;
        this.chain = chain;
        this.preparer = preparer;
        this.syncer = syncer;
    }

    void run() {
        try {
            chain.seal();
            awaitWriters();
        } catch (InternalError e) {
            failure = Folder.unusable(folder.root(), e);
        }
        preparer.close();
        syncer.close();
        for (Segment each : chain.segments()) {
            end(each);
        }
        JournalException told = failure;
        close(mark, told);
        close(folder, told);
        if (told != null) {
            throw told;
        }
    }

    /** Closes something that was only written to by forced writes; a failure of that goes with the one before. */
    static void close(@Nullable AutoCloseable each, @Nullable Exception before) {
        try {
            if (each != null) {
                each.close();
            }
        } catch (Exception e) {
            if (before != null) {
                before.addSuppressed(e);
            }
        }
    }

    /** Records that were begun before the end are finished within microseconds, unless their thread is stopped. */
    private void awaitWriters() {
        Segment last = chain.active();
        long start = System.nanoTime();
        while (last.committed(Segment.FIRST) < last.used() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    private void end(Segment segment) {
        Throwable spoilt = segment.spoilt();
        try {
            if (spoilt != null) {
                // What is on the disk of it is not known: the next process looks at all of it.
                segment.unmap();
                throw new IOException(JournalException.reason(spoilt), spoilt);
            }
            long end = segment.committed(Segment.FIRST);
            if (segment.isReusable() && end == segment.used()) {
                SegmentFiles.cut(segment, end);
            } else {
                segment.unmap();
            }
        } catch (IOException | InternalError e) {
            failure = Folder.unusable(segment.file(), e);
        }
    }
}

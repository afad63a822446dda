package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Brings records to the disk for those who wait for it, on threads of its own. All who came while these were busy are
 * served by the next force. Several forces may be under way, one after the other begun: a disk does more of them at a
 * time than one by one. Thread-safe.
 *
 * <p>After a failed force nobody knows what of the file is on the disk, and the operating system forgets that it failed,
 * once it has told who has the file open. So each thread has each file open for itself, and a segment of which one force
 * failed never counts as forced again: it is sealed, and the next one is tried.
 */
final class Syncer implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000;

    private final Chain chain;
    private final Folder folder;
    private final Disk disk;
    private final ConcurrentLinkedQueue<Waiter> arriving = new ConcurrentLinkedQueue<>();
    private final Semaphore arrivals = new Semaphore(0);
    /** Guards who waits, and what is begun and forced of each segment. */
    private final ReentrantLock books = new ReentrantLock();

    private final List<Waiter> waiting = new ArrayList<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    Syncer(Chain chain, Folder folder, Disk disk) {
        this.folder = folder;
        this.chain = chain;
        this.disk = disk;
        this.threads = IntStream.range(0, disk.forcesAtATime())
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("journal-sync-" + (number + 1))
                        .unstarted(() -> run(number)))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    CompletionStage<Void> synced(long position) {
        Waiter waiter = new Waiter(position);
        if (!settle(waiter)) {
            arriving.add(waiter);
            arrivals.release();
            if (stopped && arriving.remove(waiter)) {
                waiter.fail(new IllegalStateException("The journal is closed."));
            }
        }
        return waiter.done.minimalCompletionStage();
    }

    private void run(int number) {
        while (true) {
            arrivals.acquireUninterruptibly();
            if (stopped) {
                return;
            }
            arrivals.drainPermits();
            round(number);
            if (isAnybodyLeft()) {
                // A thread was stopped amid its record; it will go on.
                LockSupport.parkNanos(this, PAUSE_NANOS);
                arrivals.release();
            }
        }
    }

    /** Forces what no other force has begun with, and settles who waits. */
    private void round(int number) {
        try {
            force(number);
        } catch (RuntimeException | VirtualMachineError e) {
            failAll(new JournalException("The journal can't be forced: " + JournalException.reason(e) + ".", e));
        }
        settleAll();
    }

    private void settleAll() {
        books.lock();
        try {
            for (Waiter each = arriving.poll(); each != null; each = arriving.poll()) {
                waiting.add(each);
            }
            waiting.removeIf(this::settle);
        } finally {
            books.unlock();
        }
    }

    private void failAll(RuntimeException why) {
        books.lock();
        try {
            waiting.forEach(each -> each.fail(why));
            waiting.clear();
        } finally {
            books.unlock();
        }
    }

    /** Whether somebody waits for what no force has begun with. */
    private boolean isAnybodyLeft() {
        books.lock();
        try {
            return waiting.stream().anyMatch(each -> !isBegun(each.position));
        } finally {
            books.unlock();
        }
    }

    private boolean isBegun(long position) {
        Segment segment = chain.endingAt(position);
        return position <= segment.base() + segment.begun();
    }

    /** Forces all records that are whole and that nobody forces yet. */
    private void force(int number) {
        // Nobody lets go of a segment meanwhile.
        chain.keep().readLock().lock();
        try {
            for (Segment each = chain.first(); each != null; each = each.next()) {
                long from = each.begun();
                long to = each.spoilt() == null ? each.committed(from) : from;
                if (to > from && begin(each, to)) {
                    force(each, to, number);
                }
            }
        } finally {
            chain.keep().readLock().unlock();
        }
    }

    /** Whether this thread is to force the segment up to there. */
    private boolean begin(Segment segment, long to) {
        books.lock();
        try {
            if (to <= segment.begun()) {
                return false;
            }
            segment.begin(to);
            return true;
        } finally {
            books.unlock();
        }
    }

    private void force(Segment segment, long to, int number) {
        // From what is on the disk, and not only from where the force before this one ends, which may end later.
        long from = segment.forced();
        // With what comes behind, which says that the segment ends, if it does.
        long end = Math.min(to + Long.BYTES, segment.limit());
        try {
            MemorySegment view = segment.view(number);
            if (!segment.isAnchored()) {
                disk.force(view.asSlice(0, SegmentHeader.BYTES));
                folder.force();
                segment.anchored();
            }
            disk.force(view.asSlice(from, end - from));
            forced(segment, to);
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            segment.spoil(e);
            segment.seal();
        }
    }

    private void forced(Segment segment, long to) {
        books.lock();
        try {
            if (segment.spoilt() == null) {
                segment.forcedTo(Math.max(to, segment.forced()));
            }
        } finally {
            books.unlock();
        }
    }

    /** Completes who waits for something that is decided. */
    private boolean settle(Waiter waiter) {
        if (waiter.position <= chain.shipped()) {
            waiter.done.complete(null);
            return true;
        }
        Segment segment = chain.endingAt(waiter.position);
        if (waiter.position <= segment.base() + segment.forced()) {
            waiter.done.complete(null);
            return true;
        }
        Throwable spoilt = segment.spoilt();
        String broken = chain.broken();
        if (spoilt != null) {
            waiter.fail(new JournalException(
                    "The disk failed under the journal file " + segment.file() + ": " + JournalException.reason(spoilt)
                            + "; what was recorded last may be lost when the machine stops. Look after the disk.",
                    spoilt));
            return true;
        }
        if (broken != null) {
            waiter.fail(new JournalException(broken));
            return true;
        }
        return false;
    }

    /** Ends the threads, and forces what is left; who still waits then is told so. */
    @Override
    public void close() {
        stopped = true;
        arrivals.release(threads.size());
        threads.forEach(Threads::join);
        round(0);
        failAll(new IllegalStateException("The journal is closed."));
    }

    /** Who waits for a position. */
    private record Waiter(long position, CompletableFuture<Void> done) {
        Waiter(long position) {
            this(position, new CompletableFuture<>());
        }

        void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }
}

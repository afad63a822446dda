package dev.understudy.decisionlog.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings records to the disk for those who wait for it, on a thread of its own. All who came while the disk was busy are
 * served by the next force. Thread-safe.
 *
 * <p>After a failed force nobody knows what of the file is on the disk, and the operating system forgets that it failed.
 * So such a segment never counts as forced again: it is sealed, and the next one is tried.
 */
final class Syncer implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000;

    private final Chain chain;
    private final Disk disk;
    private final ConcurrentLinkedQueue<Waiter> arriving = new ConcurrentLinkedQueue<>();
    private final List<Waiter> waiting = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    Syncer(Chain chain, Disk disk) {
        this.chain = chain;
        this.disk = disk;
        this.thread = Thread.ofPlatform().daemon().name("journal-sync").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    CompletionStage<Void> synced(long position) {
        Waiter waiter = new Waiter(position);
        if (!settle(waiter)) {
            arriving.add(waiter);
            LockSupport.unpark(thread);
            if (stopped && arriving.remove(waiter)) {
                waiter.fail(new IllegalStateException("The journal is closed."));
            }
        }
        return waiter.done.minimalCompletionStage();
    }

    private void run() {
        while (!stopped) {
            for (Waiter each = arriving.poll(); each != null; each = arriving.poll()) {
                waiting.add(each);
            }
            if (waiting.isEmpty()) {
                LockSupport.park(this);
            } else if (!round()) {
                // A thread was stopped amid its record; it will go on.
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    /** Forces what is there and settles who waits; whether there was anything. */
    private boolean round() {
        boolean forced;
        try {
            forced = force();
        } catch (RuntimeException | VirtualMachineError e) {
            waiting.forEach(each -> each.fail(
                    new JournalException("The journal can't be forced: " + JournalException.reason(e) + ".", e)));
            waiting.clear();
            return false;
        }
        waiting.removeIf(this::settle);
        return forced;
    }

    /** Forces all records that are whole; whether there were any that had not been. */
    boolean force() {
        chain.keep().lock();
        try {
            boolean found = false;
            for (Segment each = chain.first(); each != null; each = each.next()) {
                long from = each.forced();
                long to = each.spoilt() == null ? each.committed(from) : from;
                if (to > from) {
                    force(each, from, to);
                    found = true;
                }
            }
            return found;
        } finally {
            chain.keep().unlock();
        }
    }

    private void force(Segment segment, long from, long to) {
        // With what comes behind, which says that the segment ends, if it does.
        long end = Math.min(to + Long.BYTES, segment.limit());
        try {
            disk.force(segment.frames().memory().asSlice(from, end - from));
            segment.forcedTo(to);
        } catch (RuntimeException | VirtualMachineError e) {
            segment.spoil(e);
            segment.seal();
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

    /** Ends the thread; who still waits is told so. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
        for (Waiter each = arriving.poll(); each != null; each = arriving.poll()) {
            waiting.add(each);
        }
        round();
        waiting.forEach(each -> each.fail(new IllegalStateException("The journal is closed.")));
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

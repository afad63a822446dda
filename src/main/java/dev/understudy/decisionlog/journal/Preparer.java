package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Has the next segment ready before it is needed, on a thread of its own: allocates files, or takes shipped ones anew.
 * Thread-safe.
 */
final class Preparer implements AutoCloseable {
    /** As many shipped segments wait to be taken anew; more are deleted. */
    private static final int SPARES = 2;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A late answer is worth more than none. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String TOO_SLOW = "The disk is too slow to take what is recorded.";

    private final Chain chain;
    private final Folder folder;
    private final JournalLimits limits;
    private final SegmentFiles files;
    /**
     * Held while segments change hands, and never during what the disk may take its time for: a force holds the chain,
     * and who waits for the next segment is not to wait for that too.
     */
    private final ReentrantLock handover = new ReentrantLock();
    /** Guarded by {@link #handover}. */
    private final Deque<Segment> spares = new ArrayDeque<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile @Nullable String obstacle;
    private volatile boolean stopped;

    Preparer(Chain chain, Folder folder, JournalLimits limits, Disk disk) {
        this.chain = chain;
        this.folder = folder;
        this.limits = limits;
        this.files = new SegmentFiles(folder, limits.segmentBytes(), disk);
        this.thread = Thread.ofPlatform().daemon().name("journal-prepare").unstarted(this::run);
    }

    /**
     * Prepares the first segment at once, unless the bound is in the way.
     *
     * @throws IOException when the disk takes none and shipping won't change that
     */
    void prepareFirst() throws IOException {
        if (chain.first() == chain.active()) {
            obstacle = prepare();
        } else {
            attempt();
        }
    }

    void start() {
        thread.start();
    }

    /** There may be something to do. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Why there is no next segment; null when there is one, or soon will be. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** The segment behind this one; null when there is none, and there won't be soon. */
    @Nullable
    Segment await(Segment full) {
        Segment next = full.next();
        if (next != null || obstacle != null) {
            return next;
        }
        wake();
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (full.next() == null && obstacle == null && !stopped) {
                if (left <= 0) {
                    obstacle = TOO_SLOW;
                } else {
                    left = changed.awaitNanos(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return full.next();
    }

    /** Takes over what was shipped whole: mappings and files are used anew or go. Nobody forces meanwhile. */
    void retireShipped() throws IOException {
        List<Segment> gone = new ArrayList<>();
        handover.lock();
        try {
            for (Segment each : chain.letGo()) {
                if (each.isReusable() && spares.size() < SPARES) {
                    spares.add(each);
                } else if (each.limit() > 0) {
                    gone.add(each);
                }
            }
        } finally {
            handover.unlock();
        }
        for (Segment each : gone) {
            SegmentFiles.delete(each);
        }
    }

    private void run() {
        while (!stopped) {
            if (!chain.wantsNext() || chain.broken() != null) {
                LockSupport.park(this);
            } else if (!attempt()) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
    }

    private boolean attempt() {
        @Nullable String problem;
        try {
            problem = prepare();
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            problem = "The journal " + folder.root() + " gets no new file: " + JournalException.reason(e) + ".";
        }
        lock.lock();
        try {
            obstacle = problem;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return problem == null;
    }

    /** Links a new segment to the active one; says what is in the way when the bound is. */
    private @Nullable String prepare() throws IOException {
        Segment last = chain.active();
        @Nullable Segment spare;
        boolean full;
        // While segments are let go of, some are neither in the chain nor spare.
        handover.lock();
        try {
            spare = spares.poll();
            full = chain.heldBytes() + limits.segmentBytes() > limits.maxBytes();
        } finally {
            handover.unlock();
        }
        if (spare != null) {
            last.link(files.reuse(spare, last.behind()));
            return null;
        }
        if (full) {
            return "The journal " + folder.root() + " is full: " + chain.unshippedBytes()
                    + " bytes wait to be shipped, and it may keep " + limits.maxBytes() + ".";
        }
        last.link(files.allocate(last.behind()));
        return null;
    }

    /** Ends the thread; who waits gets nothing. */
    @Override
    public void close() {
        stopped = true;
        wake();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
        spares.forEach(spare -> {
            try {
                SegmentFiles.delete(spare);
            } catch (IOException e) {
                // It was shipped: the next process deletes it.
            }
        });
    }
}

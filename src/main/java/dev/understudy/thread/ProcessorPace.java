package dev.understudy.thread;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the share of a processor that a background thread takes, and what it allocates in a second: caches and garbage
 * collections are shared with production however far a thread gives way. Work that allocates more than a mebibyte counts
 * eightfold. For one thread.
 */
public final class ProcessorPace {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** So long at once, after a quiet time. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What a single piece of work holds beyond this is copied while every thread waits, so it costs more. */
    private static final long LIGHT_BYTES = 1 << 20;

    private static final int HEAVY_TIMES = 8;

    /** The same arithmetic, of nanoseconds in place of bytes. */
    private final AllocationPace time;

    private final AllocationPace allocation;

    /**
     * A pace.
     *
     * @param share of one processor, more than 0; from 1 on all of it
     * @param bytesPerSecond that may be allocated
     */
    public ProcessorPace(double share, long bytesPerSecond) {
        this.time = new AllocationPace(
                Math.max(1, Math.round(Math.min(1, share) * TimeUnit.SECONDS.toNanos(1))), BURST_NANOS);
        this.allocation = new AllocationPace(bytesPerSecond, Math.max(1, bytesPerSecond / 2));
    }

    /** Does the work, and then waits if need be; not when the thread is to stop. */
    public void run(Runnable work) {
        long nanos = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        try {
            work.run();
        } finally {
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            allocation.allocated(allocated > LIGHT_BYTES ? allocated * HEAVY_TIMES : allocated);
            time.allocated(THREADS.getCurrentThreadCpuTime() - nanos);
        }
    }
}

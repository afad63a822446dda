package dev.understudy.thread;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Bounds what background threads allocate together in a second: their garbage is collected while every thread waits, so
 * that allocating without end slows down production however little processor it gets. A thread that allocated more
 * waits, after its work, until the rate is kept again. Thread-safe.
 */
public final class AllocationPace {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long bytesPerSecond;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    private final LongConsumer wait;
    /** By {@link #nanoTime}: when all that was allocated has been worth its time. */
    private final AtomicLong paidAt;

    /**
     * A pace.
     *
     * @param bytesPerSecond of all threads together
     * @param burstBytes so much may come at once, after a quiet time
     */
    public AllocationPace(long bytesPerSecond, long burstBytes) {
        this(bytesPerSecond, burstBytes, System::nanoTime, LockSupport::parkNanos);
    }

    AllocationPace(long bytesPerSecond, long burstBytes, LongSupplier nanoTime, LongConsumer wait) {
        this.bytesPerSecond = bytesPerSecond;
        this.burstNanos = nanos(burstBytes);
        this.nanoTime = nanoTime;
        this.wait = wait;
        this.paidAt = new AtomicLong(nanoTime.getAsLong() - burstNanos);
    }

    /**
     * Bytes for a setting in megabytes.
     *
     * @throws IllegalArgumentException naming the setting, when it is not 1 or more
     */
    public static long bytes(String setting, int megabytes) {
        if (megabytes < 1) {
            throw new IllegalArgumentException(setting + " is " + megabytes + "; it has to be 1 or more.");
        }
        return (long) megabytes << 20;
    }

    /** Bytes that the thread that asks has allocated since it began. */
    public static long ofThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Does the work, and then waits if need be. */
    public void run(Runnable work) {
        long before = ofThisThread();
        try {
            work.run();
        } finally {
            allocated(ofThisThread() - before);
        }
    }

    /** Waits for what was allocated; not when the thread is to stop. */
    public void allocated(long bytes) {
        long now = nanoTime.getAsLong();
        long paid = paidAt.accumulateAndGet(nanos(bytes), (last, cost) -> {
            long earliest = now - burstNanos;
            return (last - earliest > 0 ? last : earliest) + cost;
        });
        long left = paid - now;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            wait.accept(left);
            left = paid - nanoTime.getAsLong();
        }
    }

    private long nanos(long bytes) {
        return (long) ((double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
    }
}

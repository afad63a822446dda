package dev.understudy.thread;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Has one thread, which looks at something again and again, look at once. Thread-safe. */
public final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean work;

    /** Says that there may be work, or that the thread is to stop; returns at once. */
    public void ring() {
        lock.lock();
        try {
            work = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a ring, one that came since the last wait included.
     *
     * @param nanos for so long at most
     * @param goesOn whether there is anything to wait for; who changes that rings
     */
    public void await(long nanos, BooleanSupplier goesOn) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!work && goesOn.getAsBoolean() && left > 0) {
                left = rung.awaitNanos(left);
            }
            work = false;
        } finally {
            lock.unlock();
        }
    }
}

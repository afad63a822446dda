package dev.understudy.sandbox;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the rule code on one thread uses up, and ends it when a budget is spent. The instrumented code of rules
 * calls the static methods; each thread has one meter. A meter that has stopped its code goes on stopping it: nothing
 * that rules do with the error brings them back. Not thread-safe, and needs not be.
 *
 * <p>The number of steps is the same for the same facts and rules, on any machine. Time and allocation are looked at
 * every {@value #GRANT} steps.
 */
public final class Meter {
    /** Steps between two looks at the clock and at the allocated bytes. */
    private static final int GRANT = 1024;

    private static final int MOST_DEPTH = 256;
    /** Smaller allocations are seen at the next look. */
    private static final int LARGE_BYTES = 4096;

    private static final ThreadLocal<Meter> METERS = ThreadLocal.withInitial(Meter::new);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Steps until the next look; all that is done for most steps is to count this down. */
    private long left;
    /** What {@link #left} began with. */
    private long granted;

    private boolean armed;
    private long spent;
    private int depth;
    private long mostSteps;
    private long mostBytes;
    private long deadlineNanos;
    private long allocatedBefore;
    private @Nullable Stopped stopped;

    private Meter() {}

    /**
     * Begins to count on this thread.
     *
     * @param steps at most
     * @param allocationBytes at most
     * @param deadlineNanos by {@link System#nanoTime()}
     */
    public static Meter arm(long steps, long allocationBytes, long deadlineNanos) {
        Meter meter = METERS.get();
        meter.armed = true;
        meter.spent = 0;
        meter.depth = 0;
        meter.mostSteps = steps;
        meter.mostBytes = allocationBytes;
        meter.deadlineNanos = deadlineNanos;
        meter.allocatedBefore = -1;
        meter.stopped = null;
        meter.granted = Math.min(GRANT, steps);
        meter.left = meter.granted;
        return meter;
    }

    /** Ends it: from here on, rule code on this thread is refused. */
    public void disarm() {
        spent = steps();
        armed = false;
        granted = 0;
        left = 0;
    }

    /** What ended the code, or null when nothing did. */
    public @Nullable Stopped stopped() {
        return stopped;
    }

    /** Steps used since {@link #arm}. */
    public long steps() {
        return spent + granted - left;
    }

    /** Forgets calls that ended by an exception; called between two firings. */
    public void atTop() {
        depth = 0;
    }

    /** One step of rule code. */
    public static void step() {
        Meter meter = METERS.get();
        if (--meter.left < 0) {
            meter.look();
        }
    }

    /** One step of the engine, which also runs where no rule does. */
    public static void engineStep() {
        Meter meter = METERS.get();
        if (--meter.left < 0) {
            if (meter.armed) {
                meter.look();
            } else {
                meter.left = 0;
            }
        }
    }

    /** So many steps at once, for a call whose work grows with what it is given. */
    public static void steps(long number) {
        Meter meter = METERS.get();
        meter.left -= number;
        if (meter.left < 0) {
            meter.look();
        }
    }

    /** Comes before an allocation of about so many bytes. */
    public static void allocate(long bytes) {
        if (bytes >= LARGE_BYTES) {
            METERS.get().allocateLarge(bytes);
        }
    }

    /** Comes before a new array. */
    public static int array(int length, int elementBytes) {
        allocate((long) length * elementBytes);
        return length;
    }

    /** Comes before a new array of arrays. */
    public static void arrays(int length, int each) {
        allocate(Math.max(0L, length) * (16 + 8L * Math.max(0, each)));
    }

    /** One step that begins a call which may lead to itself. */
    public static void enter() {
        Meter meter = METERS.get();
        if (++meter.depth > MOST_DEPTH) {
            throw meter.stop(
                    Budget.DEPTH, "More than " + MOST_DEPTH + " calls are within one another; is there a recursion?");
        }
        if (--meter.left < 0) {
            meter.look();
        }
    }

    /** Ends such a call. */
    public static void exit() {
        METERS.get().depth--;
    }

    /** Begins each handler that sees more than exceptions, so that {@code finally} is no way out. */
    public static void caught(Throwable thrown) {
        if (thrown instanceof Stopped || thrown instanceof VirtualMachineError || thrown instanceof LinkageError) {
            throw (Error) thrown;
        }
    }

    private void allocateLarge(long bytes) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        if (allocatedBefore < 0) {
            allocatedBefore = allocated;
        }
        if (armed && bytes > mostBytes - (allocated - allocatedBefore)) {
            throw allocationSpent();
        }
        steps(bytes >>> 10);
    }

    private void look() {
        if (!armed) {
            left = 0;
            throw new Stopped(Budget.TIME, "Rules can't run outside of a decision.");
        }
        spent = steps();
        granted = 0;
        left = 0;
        if (stopped != null) {
            throw stopped;
        }
        if (spent >= mostSteps) {
            throw stop(Budget.STEPS, "More than " + mostSteps + " steps were taken; is there an endless loop?");
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            throw stop(Budget.TIME, "It took too long.");
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        if (allocatedBefore < 0) {
            allocatedBefore = allocated;
        } else if (allocated - allocatedBefore > mostBytes) {
            throw allocationSpent();
        }
        granted = Math.min(GRANT, mostSteps - spent);
        left = granted;
    }

    private Stopped allocationSpent() {
        return stop(Budget.ALLOCATION, "More than " + (mostBytes >> 10) + " KiB were allocated.");
    }

    private Stopped stop(Budget budget, String message) {
        Stopped first = stopped;
        if (first == null) {
            first = new Stopped(budget, message);
            stopped = first;
        }
        spent = steps();
        granted = 0;
        left = 0;
        return first;
    }
}

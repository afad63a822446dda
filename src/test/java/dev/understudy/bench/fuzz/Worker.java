package dev.understudy.bench.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One long-lived thread that all cases run on, as the service's do, watched from outside. */
final class Worker {
    private static final int MOST_FRAMES = 40;

    private final SynchronousQueue<Runnable> todo = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> done = new SynchronousQueue<>();
    private final Thread thread;
    private final long boundNanos;
    private volatile String doing = "";
    private volatile long since = System.nanoTime();

    Worker(Duration bound) {
        boundNanos = bound.toNanos();
        thread = Thread.ofPlatform().daemon().name("fuzz-worker").start(this::work);
    }

    private void work() {
        try {
            while (true) {
                todo.take().run();
                done.put(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says what the worker is about to do; each such step has a bound of its own. */
    void begin(String step) {
        since = System.nanoTime();
        doing = step;
    }

    /** Runs a case; adds a trace when it does not come back in time. */
    void run(Runnable work, Findings findings) throws InterruptedException {
        begin("starting");
        todo.put(work);
        while (done.poll(20, TimeUnit.MILLISECONDS) == null) {
            if (!thread.isAlive()) {
                findings.trace("escape", "The thread of the case has ended while " + doing + ".");
                findings.spend();
                return;
            }
            if (System.nanoTime() - since > boundNanos) {
                findings.trace(
                        "hang",
                        "More than " + TimeUnit.NANOSECONDS.toMillis(boundNanos) + " ms of " + doing + ":\n" + stack());
                findings.spend();
                return;
            }
        }
        if (thread.isInterrupted() || !thread.getName().equals("fuzz-worker")) {
            findings.trace("escape", "The thread of the case was interrupted or renamed.");
        }
    }

    private String stack() {
        return Arrays.stream(thread.getStackTrace())
                .limit(MOST_FRAMES)
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }
}

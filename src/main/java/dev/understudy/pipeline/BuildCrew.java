package dev.understudy.pipeline;

import com.sun.management.ThreadMXBean;
import dev.understudy.thread.BackgroundThreads;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that build. One that uses up its job's time or memory is abandoned and replaced: a compiler can't be
 * interrupted, and the next build must not wait for it. When too many are abandoned, nothing is built until one ends.
 */
final class BuildCrew implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BuildCrew.class);
    private static final int MOST_ABANDONED = 2;
    private static final long LOOK_EVERY_MILLIS = 100;
    /** So many times its limit a build may take by the clock: it gives way to others, and then it is not to blame. */
    private static final int PATIENCE = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final ThreadFactory threads;
    private final Duration timeLimit;
    private final long allocationLimit;
    private final Thread watchdog;
    private volatile boolean closed;

    /** Something to build. */
    interface Job {
        void run();

        /** Called instead of the end of {@link #run()} when it used up its budget; says which part of it. */
        void giveUp(String reason);
    }

    BuildCrew(int size, Duration timeLimit, long allocationLimit, ClassLoader context) {
        this.timeLimit = timeLimit;
        this.allocationLimit = allocationLimit;
        // Drools looks for its services through the context, once for the whole process.
        this.threads = new BackgroundThreads("understudy-build", context);
        synchronized (workers) {
            for (int i = 0; i < size; i++) {
                hire();
            }
        }
        watchdog = Thread.ofPlatform().daemon().name("understudy-build-watch").start(this::watch);
    }

    void submit(Job job) {
        queue.add(job);
    }

    /** How many jobs wait. */
    int waiting() {
        return queue.size();
    }

    private void hire() {
        Worker worker = new Worker();
        workers.add(worker);
        worker.thread.start();
    }

    private void watch() {
        try {
            while (!closed) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                synchronized (workers) {
                    List.copyOf(workers).forEach(this::look);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Worker worker) {
        if (worker.abandoned && !worker.thread.isAlive()) {
            workers.remove(worker);
            return;
        }
        Job job = worker.job;
        if (job == null || worker.abandoned) {
            return;
        }
        long tookNanos = System.nanoTime() - worker.startedNanos;
        long usedNanos = THREADS.getThreadCpuTime(worker.thread.threadId()) - worker.usedBefore;
        long allocated = THREADS.getThreadAllocatedBytes(worker.thread.threadId()) - worker.allocatedBefore;
        String reason = usedNanos > timeLimit.toNanos() || tookNanos / PATIENCE > timeLimit.toNanos()
                ? "Building took longer than " + timeLimit.toSeconds() + " s, which is its limit."
                : allocated > allocationLimit
                        ? "Building used more than " + (allocationLimit >> 20) + " MiB of memory, which is its limit."
                        : null;
        if (reason != null) {
            abandon(worker, job, reason);
        }
    }

    private void abandon(Worker worker, Job job, String reason) {
        worker.abandoned = true;
        LOG.errorf("A build is abandoned: %s Its thread, %s, goes on until it ends.", reason, worker.thread.getName());
        job.giveUp(reason);
        long abandoned = workers.stream().filter(each -> each.abandoned).count();
        if (abandoned <= MOST_ABANDONED) {
            hire();
        } else {
            LOG.errorf("%d builds are stuck; nothing is built until one of them ends.", abandoned);
        }
    }

    @Override
    public void close() {
        closed = true;
        watchdog.interrupt();
        synchronized (workers) {
            workers.forEach(worker -> worker.thread.interrupt());
        }
    }

    private final class Worker {
        private final Thread thread;
        private volatile @Nullable Job job;
        private volatile long startedNanos;
        private volatile long allocatedBefore;
        private volatile long usedBefore;
        private volatile boolean abandoned;

        Worker() {
            thread = threads.newThread(this::work);
        }

        private void work() {
            try {
                while (!abandoned && !closed) {
                    Job next = queue.take();
                    startedNanos = System.nanoTime();
                    usedBefore = THREADS.getCurrentThreadCpuTime();
                    allocatedBefore = THREADS.getThreadAllocatedBytes(thread.threadId());
                    job = next;
                    next.run();
                    job = null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

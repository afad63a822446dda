package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.thread.BackgroundThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that decide by drafts. They give way to those that decide for production, so that rules which use up all
 * of their time, again and again, slow down nobody but other drafts. Thread-safe.
 */
@Singleton
class DraftWorkers implements Executor {
    private static final int MOST_WAITING = 1_000;
    /** Half of the machine. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final DraftPace pace;
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            new BackgroundThreads("understudy-draft", DraftWorkers.class.getClassLoader()));

    DraftWorkers(DraftPace pace) {
        this.pace = pace;
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs it when a thread is free.
     *
     * @throws ProblemException {@code TOO_MANY_REQUESTS} when too many wait
     */
    @Override
    public void execute(Runnable work) {
        try {
            pool.execute(() -> pace.run(work));
        } catch (RejectedExecutionException full) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "So many decisions on drafts wait that this one is refused; try again in a moment.");
        }
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }
}

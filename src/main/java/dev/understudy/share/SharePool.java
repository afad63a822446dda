package dev.understudy.share;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Few threads that look up links, so that neither event loops nor workers wait for the database. Thread-safe. */
@Singleton
class SharePool {
    private static final int THREADS = 4;
    private static final int WAITING = 512;

    private final ThreadPoolExecutor threads;

    SharePool() {
        AtomicInteger made = new AtomicInteger();
        ClassLoader loader = getClass().getClassLoader();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "share-links-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** Runs it there; fails as it does, or with {@code TOO_MANY_REQUESTS}. */
    <T> CompletionStage<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many share links are used just now. Try again in a second."));
        }
    }
}

package dev.understudy.gitrepo;

import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Niceness;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.internal.WorkQueue;

/**
 * Does git's work for clients, and that of the housekeeping behind it, on threads that give way to decisions. As many at
 * once as there are requests. Thread-safe.
 */
@Singleton
class GitWorkers {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            new BackgroundThreads("understudy-git", getClass().getClassLoader()));

    /** JGit packs what was pushed on one thread of its own, that of its work queue. */
    void start(@Observes StartupEvent event) {
        Future<?> _ = WorkQueue.getExecutor().submit(Niceness::giveWay);
    }

    /** Writes a body, while the thread that calls waits. */
    void write(GitAnswer.Body body, OutputStream out) throws IOException {
        Future<Void> written = threads.submit(() -> {
            body.write(out);
            return null;
        });
        try {
            written.get();
        } catch (InterruptedException e) {
            written.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service is stopping.");
        } catch (ExecutionException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

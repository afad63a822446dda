package dev.understudy.share;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Records what links are used for, a moment later and on a thread of its own. While the database is away it keeps what is
 * to be recorded; when that is too much, links can't be used. Thread-safe.
 */
@Singleton
class UseLog {
    private static final Logger LOG = Logger.getLogger(UseLog.class);
    private static final int MOST = 10_000;
    private static final int BATCH = 500;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long STOP_MILLIS = 5_000;

    private final Transactions database;
    private final ShareStore store;
    private final Queue<LinkUse> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean stopping;

    UseLog(Transactions database, ShareStore store) {
        this.database = database;
        this.store = store;
        this.thread = new BackgroundThreads("share-uses", getClass().getClassLoader()).newThread(this::run);
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        bell.ring();
        thread.join(STOP_MILLIS);
    }

    /** @throws ProblemException {@code NOT_READY} when no more can be kept, so that nothing goes unrecorded */
    void requireRoom() {
        if (size.get() >= MOST) {
            throw new ProblemException(
                    ProblemType.NOT_READY, "What share links are used for can't be recorded now. Try again later.");
        }
    }

    /** Returns at once. */
    void add(LinkUse use) {
        size.incrementAndGet();
        waiting.add(use);
        bell.ring();
    }

    private void run() {
        try {
            while (!stopping) {
                bell.await(IDLE_NANOS, () -> !stopping);
                while (!waiting.isEmpty() && !write() && !stopping) {
                    bell.await(RETRY_NANOS, () -> !stopping);
                }
            }
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all was written. Only this thread takes from the front. */
    private boolean write() {
        while (!waiting.isEmpty()) {
            List<LinkUse> batch = waiting.stream().limit(BATCH).toList();
            try {
                write(batch);
                done(batch.size());
            } catch (ProblemException away) {
                return false;
            } catch (RuntimeException e) {
                // One that the database refuses is not to stand in the way of the others.
                LOG.error("A use of a share link can't be recorded", e);
                if (!oneByOne(batch)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean oneByOne(List<LinkUse> batch) {
        for (LinkUse each : batch) {
            try {
                write(List.of(each));
            } catch (ProblemException away) {
                return false;
            } catch (RuntimeException e) {
                LOG.errorf("It was a use of %s", each.link());
            }
            done(1);
        }
        return true;
    }

    private void done(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
        size.addAndGet(-count);
    }

    private void write(List<LinkUse> batch) {
        database.call(connection -> {
            for (LinkUse each : batch) {
                if (each.counts()) {
                    store.count(connection, each.link());
                }
                store.record(connection, each);
            }
            return batch.size();
        });
    }
}

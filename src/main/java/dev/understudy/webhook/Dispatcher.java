package dev.understudy.webhook;

import dev.understudy.database.Transactions;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks on a thread of its own for what is to be sent, and has a courier send it: one for each subscription at a time, on
 * all nodes together, so that one that hangs keeps no other waiting.
 */
@Singleton
class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long LONGEST_STOP_SECONDS = 5;
    private static final long METERS_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long UPKEEP_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Transactions database;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Courier courier;
    private final WebhookMeters meters;
    private final long tickNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Bell bell = new Bell();
    private volatile @Nullable Run run;

    Dispatcher(
            Transactions database,
            Outbox outbox,
            Deliveries deliveries,
            Courier courier,
            WebhookMeters meters,
            WebhooksConfig config) {
        if (config.tick().compareTo(SHORTEST) < 0 || config.tick().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "understudy.webhooks.tick is " + config.tick() + "; it has to be from 50ms to 1m.");
        }
        this.database = database;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.courier = courier;
        this.meters = meters;
        this.tickNanos = config.tick().toNanos();
    }

    /** Not before all settings are found good: a start that is refused says one sentence. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** Begins to look; nothing when it does already. */
    void start() {
        lock.lock();
        try {
            if (run == null) {
                run = new Run();
                run.thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it; what is being sent has five seconds, and is sent again later if it needs more. */
    void stop() throws InterruptedException {
        Run ending;
        lock.lock();
        try {
            ending = run;
            run = null;
        } finally {
            lock.unlock();
        }
        bell.ring();
        if (ending != null) {
            ending.end();
        }
    }

    /** Says that there may be work; returns at once. */
    void poke() {
        bell.ring();
    }

    /** From a start to a stop. */
    private final class Run implements Runnable {
        /** The database bounds how many there are, by the number of subscriptions. */
        private final ExecutorService couriers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("understudy-webhook-", 0).factory());

        private final UUID lease = UUID.randomUUID();
        private final Thread thread =
                new BackgroundThreads("understudy-webhooks", Dispatcher.class.getClassLoader()).newThread(this);
        private boolean away;
        private long metersAt = System.nanoTime() - METERS_NANOS;
        private long upkeepAt = System.nanoTime() - UPKEEP_NANOS;

        @Override
        public void run() {
            try {
                while (await()) {
                    look();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** What was taken is given back, so that others need not wait for the lease to end. */
        void end() throws InterruptedException {
            thread.join(Duration.ofSeconds(LONGEST_STOP_SECONDS));
            couriers.shutdown();
            if (!couriers.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                couriers.shutdownNow();
            }
            try {
                database.call(connection -> {
                    outbox.releaseAll(connection, lease);
                    return lease;
                });
            } catch (RuntimeException e) {
                LOG.debug("What is being sent is sent by others in a minute", e);
            }
        }

        private boolean await() throws InterruptedException {
            bell.await(tickNanos, this::goesOn);
            return goesOn();
        }

        private boolean goesOn() {
            return run == this;
        }

        private void look() {
            try {
                while (database.call(outbox::fanOut)) {
                    LOG.debug("More of the audit log is to be told");
                }
                List<Subscription> claimed =
                        database.call(connection -> outbox.claim(connection, lease, Subscriptions.MOST));
                claimed.forEach(each -> couriers.execute(() -> deliver(each)));
                keepUp();
                away = false;
            } catch (ProblemException e) {
                if (!away) {
                    LOG.warnf("Webhooks wait: %s", e.detail());
                }
                away = true;
            } catch (RuntimeException e) {
                LOG.error("What is to be sent can't be found; the next look tries again", e);
            }
        }

        private void deliver(Subscription subscription) {
            try {
                courier.deliver(subscription, lease);
                poke();
            } catch (ProblemException e) {
                LOG.debugf("Webhook %s waits: %s", subscription.id(), e.detail());
            } catch (RuntimeException e) {
                LOG.errorf(e, "Webhook %s can't be told now; it is tried again", subscription.id());
            }
        }

        private void keepUp() {
            long now = System.nanoTime();
            if (now - metersAt >= METERS_NANOS) {
                meters.waiting(database.call(deliveries::waiting));
                metersAt = now;
            }
            if (now - upkeepAt >= UPKEEP_NANOS) {
                database.call(connection -> {
                    deliveries.forget(connection);
                    return connection;
                });
                upkeepAt = now;
            }
        }
    }
}

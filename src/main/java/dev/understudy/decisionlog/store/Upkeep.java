package dev.understudy.decisionlog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Makes tomorrow's partitions and drops those that are past, at the start and every hour, on one thread of its own. */
final class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long AFTER_FAILURE = TimeUnit.MINUTES.toNanos(5);

    private final DataSource database;
    private final Partitions partitions;
    private final Retention retention;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("decision-log-upkeep").daemon().unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean stopped;

    Upkeep(DataSource database, Partitions partitions, InstantSource clock) {
        this.database = database;
        this.partitions = partitions;
        this.retention = new Retention(partitions);
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** What is under way ends by itself, or with the process: each step of it can be cut off. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All of it once, on the thread that calls. */
    void once() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                partitions.ensureTomorrow(connection, clock.instant());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            retention.drop(connection, clock.instant());
        }
    }

    private void run() {
        try {
            long pause = 0;
            while (await(pause)) {
                pause = tried() ? HOUR : AFTER_FAILURE;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried() {
        try {
            once();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(
                    "The partitions of the decision log can't be looked after (%s); it is tried again in 5 minutes",
                    e instanceof SQLException sql
                            ? "SQLSTATE " + sql.getSQLState()
                            : e.getClass().getSimpleName());
            return false;
        }
    }

    /** @return whether to go on */
    private boolean await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!stopped && left > 0) {
                left = wake.awaitNanos(left);
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }
}

package dev.understudy.replay.job;

import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in working on replays: one after the other, from the start of the service to its stop, on a thread
 * that gives way to those that answer. Thread-safe.
 */
@Singleton
class ReplayNode {
    private static final Logger LOG = Logger.getLogger(ReplayNode.class);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** How long rules may be missing after a start, before that is taken for good. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long LONGEST_STOP_MILLIS = 10_000;

    private final ReplayRunner runner;
    private final ReplayMeters meters;
    private final Claims claims;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable UUID cancelled;
    private boolean away;
    private @Nullable UUID waitsForRules;
    private long waitsSince;

    ReplayNode(ReplayRunner runner, ReplayMeters meters, DataSource database) {
        this.runner = runner;
        this.meters = meters;
        this.claims = new Claims(database, UUID.randomUUID(), Claims.LEASE);
        this.thread =
                new BackgroundThreads("understudy-replay-reader", getClass().getClassLoader()).newThread(this::run);
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        thread.start();
    }

    /** Keeps where it is, so that another node, or this one after its next start, goes on. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        poke();
        thread.join(LONGEST_STOP_MILLIS);
    }

    /** Says that there may be work. */
    void poke() {
        bell.ring();
    }

    /** Says that a replay was cancelled: this node need not find out by itself. */
    void cancelled(UUID id) {
        cancelled = id;
    }

    private void run() {
        try {
            while (!stopping) {
                bell.await(turn(), () -> !stopping);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Works on one replay; gives how long to wait before the next. */
    private long turn() throws InterruptedException {
        try {
            Optional<ReplayRow> next = claims.next();
            away = false;
            return next.isEmpty() ? IDLE_NANOS : workOn(next.get());
        } catch (SQLException | ReplayWork.DatabaseAwayException e) {
            if (!away) {
                LOG.warn("The database does not answer, so no replay goes on; it is tried again every 5 s");
            }
            away = true;
        } catch (ProblemException e) {
            LOG.warnf("A replay is interrupted and tried again in 5 s: %s", e.detail());
        }
        return AFTER_FAILURE_NANOS;
    }

    private long workOn(ReplayRow row) throws SQLException, InterruptedException {
        meters.running(true);
        try {
            runner.run(row, claims, () -> stopping || row.id().equals(cancelled));
            waitsForRules = null;
            return 0;
        } catch (Planner.NoRulesException e) {
            if (e.isPassing() && isPatient(row)) {
                claims.release(row);
                return IDLE_NANOS;
            }
            fail(row, e.sentence());
            return 0;
        } catch (ProblemException e) {
            if (e.type() == ProblemType.LOG_UNAVAILABLE) {
                throw e;
            }
            fail(row, e.detail());
            return 0;
        } catch (ReplayWork.DatabaseAwayException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "The replay %s failed, for a reason that nobody foresaw", row.id());
            fail(row, "Something went wrong on our side.");
            return 0;
        } finally {
            meters.running(false);
        }
    }

    private void fail(ReplayRow row, String sentence) throws SQLException {
        if (claims.failed(row, sentence)) {
            meters.ended(ReplayState.FAILED);
        }
    }

    private boolean isPatient(ReplayRow row) {
        long now = System.nanoTime();
        if (!row.id().equals(waitsForRules)) {
            waitsForRules = row.id();
            waitsSince = now;
        }
        return now - waitsSince < PATIENCE_NANOS;
    }
}

package dev.understudy.decisionlog.store;

import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Says in the log when decisions stop to reach the database and when they do again, once each. For one thread. */
final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class);

    private long sinceNanos;
    private int failures;

    void goesOn(Throwable failure) {
        if (failures == 0) {
            sinceNanos = System.nanoTime();
            LOG.warnf(
                    "Decisions can't be written to the database: %s. They are kept on this node until they can be;"
                            + " deciding goes on",
                    reason(failure));
        }
        failures++;
    }

    void ends() {
        if (failures > 0) {
            Duration lasted = Duration.ofNanos(System.nanoTime() - sinceNanos);
            LOG.infof(
                    "Decisions are written to the database again, after %d s; tries that failed: %d",
                    lasted.toSeconds(), failures);
            failures = 0;
        }
    }

    /** The first line alone: what follows may repeat data. */
    private static String reason(Throwable failure) {
        String line = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        String sentence = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return failure instanceof SQLException sql
                ? sentence + " (SQLSTATE " + sql.getSQLState() + ")"
                : failure.getClass().getSimpleName() + ", " + sentence;
    }
}

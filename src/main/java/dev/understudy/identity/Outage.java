package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Turns errors of the database into one problem, and says once in the log when it went away and when it came back. */
final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();

    /** @throws ProblemException {@code NOT_READY} when the database can't be asked */
    <T> T watch(Supplier<T> query) {
        T answer;
        try {
            answer = query.get();
        } catch (RuntimeException e) {
            if (away.compareAndSet(false, true)) {
                LOG.warnf(
                        "The accounts can't be read (%s). Whoever was verified before goes on; others get a 503.",
                        e.getClass().getSimpleName());
            }
            throw new ProblemException(
                    ProblemType.NOT_READY, "The accounts can't be read at the moment. Try again in a few seconds.");
        }
        if (away.compareAndSet(true, false)) {
            LOG.info("The accounts can be read again.");
        }
        return answer;
    }
}

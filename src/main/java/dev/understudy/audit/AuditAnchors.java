package dev.understudy.audit;

import dev.understudy.gitrepo.AnchorRef;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes the head of the audit log into the rules repository from time to time, {@code <number> <hash> <moment>} a line:
 * who can alter the database can't alter what others have fetched, so that a log that was cut off or written anew shows.
 */
@Singleton
public class AuditAnchors {
    private static final Logger LOG = Logger.getLogger(AuditAnchors.class);

    private final AuditReader log;
    private final AnchorRef ref;
    private final AuditConfig config;
    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit-anchor").factory());

    AuditAnchors(AuditReader log, AnchorRef ref, AuditConfig config) {
        this.log = log;
        this.ref = ref;
        this.config = config;
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        long millis = Math.max(1_000, config.anchorInterval().toMillis());
        Future<?> _ = thread.scheduleWithFixedDelay(this::tried, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void tried() {
        try {
            anchor();
        } catch (ProblemException | IOException e) {
            LOG.warnf("The head of the audit log can't be anchored in git: %s It is tried again.", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The head of the audit log can't be anchored in git; it is tried again.", e);
        }
    }

    /** Writes the head, unless it is there already. Whether it wrote. */
    public boolean anchor() throws IOException {
        Optional<AuditReader.Head> head = log.head();
        if (head.isEmpty()) {
            return false;
        }
        String text = head.get().seq() + " " + head.get().hash();
        List<String> lines = ref.lines();
        if (!lines.isEmpty() && lines.getLast().startsWith(text + " ")) {
            return false;
        }
        ref.append(text + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return true;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}

package dev.understudy.decisionlog.query;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.FirstRules;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the views of branches as the branches are: brought up to date when a branch or {@code main} moves, dropped when
 * the branch goes. On a thread of its own, since no push waits for the database; when that is away, it is tried again.
 */
@Singleton
class ViewUpkeep {
    private static final Logger LOG = Logger.getLogger(ViewUpkeep.class);
    private static final long AFTER_FAILURE_SECONDS = 60;
    private static final Duration FIRST_RULES = Duration.ofMinutes(10);

    private final RulesetCatalog catalog;
    private final FirstRules firstRules;
    private final BranchViews views;
    private final AtomicBoolean due = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    /** What the pass before saw; null before the first. For the upkeep's thread alone. */
    private @Nullable Snapshot before;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("branch-views").factory());

    ViewUpkeep(RulesetCatalog catalog, FirstRules firstRules, BranchViews views) {
        this.catalog = catalog;
        this.firstRules = firstRules;
        this.views = views;
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        catalog.onChange(() -> wake(0));
        wake(0);
    }

    /** Many changes, one pass: it reads what is so when it runs. */
    private void wake(long seconds) {
        if (due.compareAndSet(false, true)) {
            Future<?> _ = thread.schedule(this::tried, seconds, TimeUnit.SECONDS);
        }
    }

    private void tried() {
        due.set(false);
        try {
            // Before that, a branch that is not there may only not have been read yet.
            if (firstRules.await(FIRST_RULES) && firstRules.areWhole()) {
                once();
                started.complete(null);
            }
        } catch (ProblemException problem) {
            LOG.debugf(problem, "The views of branches can't be looked after; tried again in a minute");
            wake(AFTER_FAILURE_SECONDS);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The views of branches can't be looked after; tried again in a minute");
            wake(AFTER_FAILURE_SECONDS);
        }
    }

    /** Completes after the first pass. */
    CompletableFuture<Void> started() {
        return started;
    }

    /**
     * Drops what left since the pass before; the first pass, whatever is not there. A node that has not heard of a new
     * branch yet so leaves alone what another node made for it.
     */
    private void once() {
        Snapshot snapshot = catalog.snapshot();
        for (BranchName branch : views.branches()) {
            BranchView view = snapshot.branch(branch.value());
            if (view != null) {
                views.refresh(Lineage.of(view, snapshot.main()));
            } else if ((before == null || before.branch(branch.value()) != null) && views.drop(branch)) {
                LOG.infof("The views of '%s' are dropped, since the branch is gone", branch);
            }
        }
        before = snapshot;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}

package dev.understudy.delivery;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.database.Transactions;
import dev.understudy.gitrepo.KeptCommits;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CommitId;
import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks at rollouts and reverts on a thread of its own, again and again, and at once when it is poked. While the
 * database is away the node goes on with what it last knew.
 */
@Singleton
class RolloutNode {
    private static final Logger LOG = Logger.getLogger(RolloutNode.class);
    private static final int BEFORE_RULES_ARE_TAKEN_UP = 1_000;
    private static final long LONGEST_STOP_MILLIS = 10_000;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final RolloutStore store;
    private final Turn turn;
    private final Promotion promotion;
    private final Routes routes;
    private final Reverts reverts;
    private final KeptCommits kept;
    private final long tickNanos;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean stopping;
    private boolean away;

    RolloutNode(
            Transactions transactions,
            RolloutStore store,
            Turn turn,
            Promotion promotion,
            Routes routes,
            RevertParts parts) {
        Duration tick = parts.config().tick();
        if (tick.compareTo(SHORTEST) < 0 || tick.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "understudy.rollout.tick is " + tick + "; it has to be from 50ms to 5s.");
        }
        this.transactions = transactions;
        this.store = store;
        this.turn = turn;
        this.promotion = promotion;
        this.routes = routes;
        this.reverts = parts.reverts();
        this.kept = parts.kept();
        this.tickNanos = tick.toNanos();
        this.thread = new BackgroundThreads("understudy-rollouts", getClass().getClassLoader()).newThread(this::run);
    }

    /** What was reverted and is not in git yet is known before main is taken up. */
    void know(@Observes @Priority(BEFORE_RULES_ARE_TAKEN_UP) StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        try {
            reverts.know();
        } catch (RuntimeException e) {
            LOG.error("What was reverted before the start can't be read now; it is when the database answers", e);
        }
    }

    /** Not before all settings are found good: a start that is refused says one sentence. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event, ServedBranch served) {
        if (!served.isInControl()) {
            return;
        }
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        poke();
        thread.join(LONGEST_STOP_MILLIS);
    }

    /** Says that there may be work; returns at once. */
    void poke() {
        bell.ring();
    }

    private void run() {
        try {
            while (!stopping) {
                look();
                await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Set<BuildSlot> warm = new HashSet<>(reverts.look());
            List<RolloutRow> live = transactions.call(store::live);
            live.forEach(each -> careful(each.id(), () -> promotion.makeHere(each)));
            live.forEach(each -> careful(
                    each.id(), () -> turn.take(each.id(), routes.seen(each.id()), promotion.wrongBaseline(each))));
            route(warm).stream()
                    .filter(each -> each.state() == RolloutState.PROMOTING)
                    .forEach(each -> careful(each.id(), () -> promotion.go(each.id())));
            List<RolloutRow> queued = transactions.call(store::queued);
            startFirst(queued);
            if (!queued.isEmpty() || !live.isEmpty()) {
                route(warm);
            }
            keep(live, queued);
            away = false;
        } catch (ProblemException e) {
            if (!away) {
                LOG.warnf("Rollouts stand still: %s", e.detail());
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("A look at the rollouts failed; the next one tries again", e);
        }
    }

    /** What main became on another node is known before the route ends: nobody falls back to the baseline between. */
    private List<RolloutRow> route(Set<BuildSlot> warm) {
        List<RolloutRow> live = transactions.call(store::live);
        if (routes.leaves(live)) {
            var _ = reverts.know();
            reverts.apply();
        }
        routes.bring(live, warm, this::poke);
        return live;
    }

    /** Git's housekeeping knows branches alone. */
    private void keep(List<RolloutRow> live, List<RolloutRow> queued) {
        Set<CommitId> needed = new HashSet<>(reverts.needed());
        live.forEach(each -> needed.add(each.sides().candidate()));
        queued.forEach(each -> needed.add(each.sides().candidate()));
        kept.keep(needed);
    }

    /** One that can't go on keeps no other from it. */
    private void careful(UUID id, Runnable step) {
        try {
            step.run();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rollout %s can't go on now; it is tried again", id);
        }
    }

    private void startFirst(List<RolloutRow> queued) {
        Set<String> rulesets = new HashSet<>();
        for (RolloutRow each : queued) {
            if (rulesets.add(each.ruleset())) {
                careful(each.id(), () -> turn.start(each.id(), promotion.wrongBaseline(each)));
            }
        }
    }

    private void await() throws InterruptedException {
        bell.await(tickNanos, () -> !stopping);
        // However often it is poked, a look is a few statements.
        TimeUnit.MILLISECONDS.sleep(10);
    }
}

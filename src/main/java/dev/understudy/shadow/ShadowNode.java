package dev.understudy.shadow;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.database.Transactions;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.replay.compare.LiveComparer;
import dev.understudy.rollout.shadow.LiveShadows;
import dev.understudy.rollout.shadow.ShadowTap;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.thread.BackgroundThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in all shadows: it begins and ends what the database says, and writes down what was seen, twice a
 * second. While the database is away it goes on with what it last knew, and forgets nothing.
 */
@Singleton
class ShadowNode {
    private static final Logger LOG = Logger.getLogger(ShadowNode.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_STOP_MILLIS = 10_000;

    /** A process: what it has seen is counted from its start. */
    private final UUID node = UUID.randomUUID();

    private final Transactions database;
    private final ShadowStore store;
    private final ShadowEnds ends;
    private final ShadowMeters meters;
    private final ShadowRules rules;
    private final Thread thread;
    private final Map<UUID, ShadowWatch> watches = new HashMap<>();
    private volatile boolean stopping;
    private boolean away;

    /** What candidates are found, and decide, with. */
    @Singleton
    record ShadowRules(
            RulesetCatalog catalog, OnDemand builds, Sealing sealing, LiveShadows live, ShadowWorker worker) {}

    ShadowNode(Transactions database, ShadowStore store, ShadowEnds ends, ShadowMeters meters, ShadowRules rules) {
        this.database = database;
        this.store = store;
        this.ends = ends;
        this.meters = meters;
        this.rules = rules;
        this.thread = new BackgroundThreads("understudy-shadows", getClass().getClassLoader()).newThread(this::run);
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
        look();
        thread.join(LONGEST_STOP_MILLIS);
    }

    /** Has it look at once; returns at once. */
    void look() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping) {
            turn();
            if (!stopping) {
                LockSupport.parkNanos(TICK_NANOS);
            }
        }
        turn();
    }

    private void turn() {
        try {
            List<ShadowRow> running = database.call(store::running);
            bring(running);
            for (ShadowRow each : running) {
                if (!each.course().ofRollout()) {
                    ends.settle(each);
                }
            }
            away = false;
        } catch (ProblemException e) {
            if (!away) {
                LOG.warnf("Shadows are not written down: %s", e.detail());
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("A look at the shadows failed; the next one tries again", e);
        }
    }

    private void bring(List<ShadowRow> running) {
        Map<UUID, ShadowWatch> next = new HashMap<>();
        for (ShadowRow each : running) {
            ShadowWatch watch = watches.get(each.id());
            watch = watch == null ? begin(each) : watch;
            if (watch != null) {
                next.put(each.id(), watch);
            }
        }
        Map<String, List<ShadowTap>> taps = new HashMap<>();
        next.values()
                .forEach(each -> taps.computeIfAbsent(each.row().ruleset(), _ -> new ArrayList<>())
                        .add(each.tap()));
        rules.live().swap(taps);
        rules.worker().watch(List.copyOf(next.values()));
        meters.running(next.size());
        List<ShadowWatch> known = new ArrayList<>(watches.values());
        next.forEach((id, watch) -> {
            if (watches.putIfAbsent(id, watch) == null) {
                known.add(watch);
            }
        });
        for (ShadowWatch each : known) {
            boolean over = !next.containsKey(each.row().id());
            if (over) {
                each.tap().drain();
            }
            write(each);
            if (over) {
                watches.remove(each.row().id());
            }
        }
    }

    private void write(ShadowWatch watch) {
        ShadowWatch.News news = watch.news();
        if (news == null) {
            return;
        }
        UUID id = watch.row().id();
        database.call(connection -> {
            store.count(connection, node, id, news.figures(), news.report());
            return id;
        });
        watch.written(news);
        meters.counted(watch.row().ruleset(), news);
    }

    /** Null when its rules are not there yet; they are asked for. */
    private @Nullable ShadowWatch begin(ShadowRow row) {
        BuildSlot slot = rules.catalog()
                .slot(new BuildSlot.Key(
                        new RulesetName(row.ruleset()), row.sides().tree()));
        CompiledRuleset candidate = slot.ruleset();
        if (candidate == null) {
            if (slot.result() == null) {
                var _ = rules.builds().build(slot);
            }
            return null;
        }
        return new ShadowWatch(row, new LiveComparer(candidate, rules.sealing()));
    }
}

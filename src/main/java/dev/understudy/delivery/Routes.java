package dev.understudy.delivery;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.rollout.LiveRollout;
import dev.understudy.rollout.LiveRollouts;
import dev.understudy.rollout.Observations;
import dev.understudy.rollout.StageView;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings this node's routes to what the database says: which candidate decides for whom. Both KieBases of each rollout
 * are kept warm. Used by one thread; what it makes is read by all.
 */
@Singleton
class Routes {
    private static final Logger LOG = Logger.getLogger(Routes.class);

    private final LiveRollouts live;
    private final RulesetCatalog catalog;
    private final OnDemand builds;
    private final Map<UUID, Observations> seen = new HashMap<>();

    Routes(LiveRollouts live, RulesetCatalog catalog, OnDemand builds) {
        this.live = live;
        this.catalog = catalog;
        this.builds = builds;
    }

    /** What this node saw of a rollout; null when it does not route it. */
    @Nullable
    Observations seen(UUID id) {
        return seen.get(id);
    }

    /** Whether one that this node routes is not among these. */
    boolean leaves(List<RolloutRow> rows) {
        return seen.keySet().stream()
                .anyMatch(id -> rows.stream().noneMatch(row -> row.id().equals(id)));
    }

    /** What became of routing these: those that could not be are left to the baseline, and tried again. */
    void bring(List<RolloutRow> rows, Set<BuildSlot> alsoWarm, Runnable alarm) {
        Map<String, LiveRollout> next = new HashMap<>();
        Set<BuildSlot> warm = new HashSet<>(alsoWarm);
        Set<UUID> known = new HashSet<>();
        for (RolloutRow row : rows) {
            BuildSlot candidate = slot(row, row.sides().candidateTree());
            BuildSlot baseline = slot(row, row.sides().baselineTree());
            warm.add(candidate);
            warm.add(baseline);
            if (row.course().isShadow()) {
                build(candidate);
                continue;
            }
            known.add(row.id());
            Observations observations = seen.computeIfAbsent(row.id(), id -> new Observations(alarm));
            observations.stage(row.course().stage());
            CompiledRuleset rules = baseline.ruleset();
            if (rules == null || candidate.ruleset() == null) {
                build(baseline);
                build(candidate);
            } else {
                route(row, candidate, rules, observations, next);
            }
        }
        catalog.keepWarm(warm);
        boolean over = seen.keySet().retainAll(known);
        if (over) {
            AttemptStep.ROLLED_BACK.reached();
        }
        live.swap(next);
        if (over) {
            AttemptStep.ROUTE_DROPPED.reached();
        }
    }

    private void route(
            RolloutRow row,
            BuildSlot candidate,
            CompiledRuleset baseline,
            Observations observations,
            Map<String, LiveRollout> next) {
        LiveRollout before = live.of(row.ruleset());
        StageView view;
        if (before != null
                && before.id().equals(row.id().toString())
                && before.stage() == row.course().stage()) {
            view = before.view();
        } else {
            try {
                view = Stages.view(row, baseline);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s of rollout %s can't be drawn", row.ruleset(), row.id());
                return;
            }
        }
        long slow = row.plan().guardrails().latency().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        next.put(
                row.ruleset(),
                new LiveRollout(
                        row.id().toString(),
                        row.course().stage(),
                        row.sides().baselineTree(),
                        candidate,
                        row.sides().candidate(),
                        view,
                        observations,
                        new LiveRollout.Watch(slow, row.draws().hidesUnit())));
    }

    private BuildSlot slot(RolloutRow row, TreeId tree) {
        return catalog.slot(new BuildSlot.Key(new RulesetName(row.ruleset()), tree));
    }

    private void build(BuildSlot slot) {
        if (slot.result() == null) {
            var _ = builds.build(slot);
        } else if (slot.result() instanceof BuildResult.Rejected) {
            LOG.errorf(
                    "%s at tree %s does not compile, so its rollout does not go on",
                    slot.key().ruleset(), slot.key().tree());
        }
    }
}

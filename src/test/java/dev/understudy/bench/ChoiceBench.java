package dev.understudy.bench;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.management.ThreadMXBean;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.identity.SignedCookie;
import dev.understudy.rollout.LiveRollout;
import dev.understudy.rollout.LiveRollouts;
import dev.understudy.rollout.Observations;
import dev.understudy.rollout.StageView;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.RequestView;
import dev.understudy.routing.RoutingProbe;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Choosing the branch and then the side, with few and many rollouts and branches. */
final class ChoiceBench {
    private static final int CALLS = 100_000;
    private static final int WARM = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final RequestView CHOOSES_NOTHING = new RequestView() {
        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String cookie(String name) {
            return null;
        }
    };

    private final SignedCookie cookies;
    private final Caller caller = Caller.of("app", Set.of(Role.APP), Set.of());
    private final String[] units =
            IntStream.range(0, 1_000).mapToObj(i -> "passenger-" + i).toArray(String[]::new);
    private long seen;

    ChoiceBench(SignedCookie cookies) {
        this.cookies = cookies;
    }

    /** What one choice costs. */
    private record Cost(double nanos, double bytes) {}

    void run(Bed bed, Findings out) {
        Cost none = measure(bed, 0, 10, "ruleset-none");
        Cost beside = measure(bed, 20, 10, "ruleset-none");
        Cost one = measure(bed, 1, 10, "ruleset-0");
        Cost rollouts = measure(bed, 20, 10, "ruleset-0");
        Cost all = measure(bed, 20, 1_000, "ruleset-0");
        if (seen == 0) {
            throw new IllegalStateException("Nobody was drawn.");
        }
        out.raw(Map.of("none", none, "beside", beside, "one", one, "rollouts", rollouts, "all", all));
        out.add("choosing branch and side, no rollout, 10 branches", none.nanos() / 1e3, "µs");
        out.add("choosing branch and side, 20 rollouts, 1,000 branches", all.nanos() / 1e3, "µs", Target.atMost(5));
        out.add("choosing branch and side: allocation, no rollout, 10 branches", none.bytes(), "B");
        out.add("choosing branch and side: allocation, 1 rollout, 10 branches", one.bytes(), "B");
        out.add("choosing branch and side: allocation, 20 rollouts, 1,000 branches", all.bytes(), "B");
        out.add(
                "choosing branch: allocation more with 20 rollouts of other rulesets",
                beside.bytes() - none.bytes(),
                "B",
                Target.atMost(1));
        out.add(
                "choosing branch and side: allocation more with 20 rollouts than with 1",
                rollouts.bytes() - one.bytes(),
                "B",
                Target.atMost(1));
        out.add(
                "choosing branch and side: allocation more with 1,000 branches than with 10",
                all.bytes() - rollouts.bytes(),
                "B",
                Target.atMost(1));
    }

    private Cost measure(Bed bed, int rollouts, int branches, String asked) {
        RulesetCatalog catalog = catalog(branches);
        BranchSelector selector = RoutingProbe.selector(catalog, cookies);
        LiveRollouts live = new LiveRollouts();
        Map<String, LiveRollout> running = new HashMap<>();
        for (int i = 0; i < rollouts; i++) {
            running.put("ruleset-" + i, rollout(catalog, "ruleset-" + i, i));
        }
        live.swap(running);
        BuildSlot baseline = slot(catalog, asked, "a");
        List<Double> nanos = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int round = 0; round < WARM + bed.pick(15, 5); round++) {
            long thread = Thread.currentThread().threadId();
            long allocated = THREADS.getThreadAllocatedBytes(thread);
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                choose(selector, live, asked, baseline, units[i % units.length]);
            }
            double took = System.nanoTime() - start;
            if (round >= WARM) {
                nanos.add(took / CALLS);
                bytes.add((double) (THREADS.getThreadAllocatedBytes(thread) - allocated) / CALLS);
            }
        }
        return new Cost(Statistics.median(nanos), Statistics.median(bytes));
    }

    private void choose(BranchSelector selector, LiveRollouts live, String asked, BuildSlot baseline, String unit) {
        seen += selector.select(CHOOSES_NOTHING, caller).view().branch().value().length();
        LiveRollout rollout = live.of(asked);
        if (rollout != null && rollout.concerns(baseline)) {
            StageView.Side side = rollout.side(unit, MissingNode::getInstance, caller);
            seen += side == null ? 0 : side.assignment().point();
        }
    }

    private static BuildSlot slot(RulesetCatalog catalog, String ruleset, String digit) {
        return catalog.slot(new BuildSlot.Key(new RulesetName(ruleset), new TreeId(digit.repeat(40))));
    }

    private static LiveRollout rollout(RulesetCatalog catalog, String ruleset, int number) {
        RolloutPlan plan = new RolloutPlan(
                List.of(new RolloutStage.Share(new Exposure(100_000), Duration.ofMinutes(1), 1)),
                new Exposure(10_000),
                Optional.empty(),
                ChangeWindows.ALWAYS,
                GuardrailSettings.USUAL);
        String id = "rollout-" + number;
        RolloutKey key = RolloutKey.ofHex("%064x".formatted(number));
        return new LiveRollout(
                id,
                0,
                new TreeId("a".repeat(40)),
                slot(catalog, ruleset, "b"),
                new CommitId("c".repeat(40)),
                StageView.of(id, key, "/Flight/0/passengerId", plan, 0, List.of()),
                new Observations(() -> {}),
                new LiveRollout.Watch(Long.MAX_VALUE, false));
    }

    /** One with {@code main} and so many branches beside it, without rules. */
    static RulesetCatalog catalog(int branches) {
        RulesetCatalog catalog = CatalogProbe.empty(256);
        Map<BranchName, BranchView> views = new HashMap<>();
        for (int i = 0; i < branches; i++) {
            BranchName name = i == 0 ? BranchName.MAIN : new BranchName("feature/number-" + i);
            views.put(name, new BranchView(name, new CommitId("%040x".formatted(i)), Map.of()));
        }
        catalog.change(all -> views);
        return catalog;
    }
}

package dev.understudy.bench;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.management.ThreadMXBean;
import dev.understudy.bench.Simulation.End;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.rollout.StageView;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Simulated rollouts, healthy ones and such that do harm; and what it costs to draw a side. */
final class RolloutBench implements Part {
    private static final int UNITS = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Integer> USUAL = List.of(10_000, 100_000, 500_000);
    private long seen;

    @Override
    public void run(Bed bed, Findings out) {
        healthy(bed.pick(4_000, 200), out);
        harmful(10, bed.pick(2_000, 200), out);
        harmful(3, bed.pick(2_000, 200), out);
        draw(bed, out);
    }

    private static void healthy(int runs, Findings out) {
        List<End> all = new ArrayList<>();
        double worst = 0;
        for (double rate : new double[] {0.001, 0.012, 0.05}) {
            for (boolean season : new boolean[] {false, true}) {
                for (List<Integer> stages : List.of(USUAL, List.of(50_000, 50_000, 50_000), List.of(500_000))) {
                    long seed = Double.hashCode(rate) * 31L + stages.hashCode() + (season ? 1 : 0);
                    List<End> ends = ends(new Simulation(stages, UNITS, rate, season, 1, seed), runs);
                    String name = "healthy, %s%% bad%s, at %s: rolled back"
                            .formatted(rate * 100, season ? " with a season" : "", percents(stages));
                    double share = share(ends, End::rolledBack);
                    out.add(name, share * 100, "%");
                    out.raw(Map.of(
                            "name", name, "runs", runs, "share", share, "oneMetric", share(ends, End::rolledBackOne)));
                    worst = Math.max(worst, share);
                    all.addAll(ends);
                }
            }
        }
        out.add("false rollbacks, all healthy rollouts", share(all, End::rolledBack) * 100, "%", Target.atMost(1));
        out.add(
                "false rollbacks, all healthy rollouts, one metric alone",
                share(all, End::rolledBackOne) * 100,
                "%",
                Target.atMost(1));
        out.add("false rollbacks, worst row", worst * 100, "%");
    }

    private static String percents(List<Integer> stages) {
        return String.join(
                        ", ",
                        stages.stream()
                                .map(each -> new Exposure(each).percent())
                                .distinct()
                                .toList()) + " %";
    }

    private static void harmful(int harm, int runs, Findings out) {
        Simulation simulation = new Simulation(List.of(50_000), 200_000, 0.01, false, harm, 77 + harm);
        List<End> ends = ends(simulation, runs);
        String name = "at 5 %, " + harm + " times the harm: ";
        out.add(name + "rolled back", share(ends, End::rolledBack) * 100, "%", Target.atLeast(99));
        out.add(name + "bad units of the candidate, median", at(ends, 50, End::candidatesUntilOne), "");
        out.add(name + "bad units of the candidate, 95 of 100", at(ends, 95, End::candidatesUntilOne), "");
        if (harm == 10) {
            double within = share(ends, each -> each.rolledBackOne() && each.candidatesUntilOne() <= 7);
            out.add(name + "stopped within 7 of them", within * 100, "%", Target.atLeast(95));
        }
        out.add(name + "bad units of both sides, median", at(ends, 50, End::badUntilOne), "");
        out.add(name + "bad units of both sides, 95 of 100", at(ends, 95, End::badUntilOne), "");
        out.add(name + "of both sides, beside two quiet metrics, 95 of 100", at(ends, 95, End::badUntil), "");
    }

    private static List<End> ends(Simulation first, int runs) {
        return IntStream.range(0, runs)
                .parallel()
                .mapToObj(i -> new Simulation(
                                first.stages(),
                                first.unitsPerStage(),
                                first.rate(),
                                first.season(),
                                first.harm(),
                                first.seed() * 1_000_003 + i)
                        .run())
                .toList();
    }

    private static double share(List<End> ends, java.util.function.Predicate<End> rolledBack) {
        return (double) ends.stream().filter(rolledBack).count() / ends.size();
    }

    private static double at(List<End> ends, double percent, ToDoubleFunction<End> value) {
        // What never stopped took longest, and not no time at all.
        return Statistics.percentile(
                ends.stream()
                        .map(each -> each.rolledBack() ? value.applyAsDouble(each) : Double.POSITIVE_INFINITY)
                        .toList(),
                percent);
    }

    private void draw(Bed bed, Findings out) {
        RolloutPlan plan = new RolloutPlan(
                List.of(new RolloutStage.Share(new Exposure(100_000), Duration.ofMinutes(1), 1)),
                new Exposure(10_000),
                Optional.empty(),
                ChangeWindows.ALWAYS,
                GuardrailSettings.USUAL);
        StageView view =
                StageView.of("r", RolloutKey.ofHex("00".repeat(32)), "/Flight/0/passengerId", plan, 0, List.of());
        Caller caller = Caller.of("app", Set.of(Role.APP), Set.of());
        String[] units =
                IntStream.range(0, 1_000).mapToObj(i -> "passenger-" + i).toArray(String[]::new);
        int calls = bed.pick(500_000, 50_000);
        double nanos = 0;
        double bytes = 0;
        for (int round = 0; round < 5; round++) {
            long thread = Thread.currentThread().threadId();
            long allocated = THREADS.getThreadAllocatedBytes(thread);
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                StageView.Side side = view.side(units[i % units.length], MissingNode::getInstance, caller);
                seen += side == null ? 0 : side.assignment().point();
            }
            nanos = (double) (System.nanoTime() - start) / calls;
            bytes = (double) (THREADS.getThreadAllocatedBytes(thread) - allocated) / calls;
        }
        if (seen == 0) {
            throw new IllegalStateException("Nobody was drawn.");
        }
        out.add("drawing a side, with a holdout: time", nanos / 1e3, "µs", Target.atMost(5));
        out.add("drawing a side, with a holdout: allocation", bytes, "B");
    }
}

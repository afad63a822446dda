package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import dev.understudy.bench.load.RequestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the sandbox costs: the engine, decisions over HTTP and the compiler, each beside itself without walls. */
final class WallsBench implements Part {
    private static final int RULES = 100;

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        String without = WithoutWalls.classes(bed.folder("without-walls")).toString();
        engine(bed, without, out);
        decisions(bed, out);
        compiler(bed, without, out);
    }

    /** In several pairs of JVMs: what the compiler in the JVM makes of the same code differs from one to the next. */
    private static void engine(Bed bed, String without, Findings out) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < bed.pick(5, 1); pair++) {
            try (BareEngine walls = BareEngine.start(bed.folder("walls"), "");
                    BareEngine none = BareEngine.start(bed.folder("none"), without)) {
                for (long end = System.nanoTime() + bed.pick(10, 2) * 1_000_000_000L; System.nanoTime() < end; ) {
                    walls.run(40);
                    none.run(40);
                }
                for (int round = 0; round < 5; round++) {
                    double noWalls = none.run(40);
                    double withWalls = walls.run(40);
                    ratios.add(withWalls / noWalls);
                    out.raw(Map.of("engine", withWalls, "engineWithoutWalls", noWalls));
                }
            }
        }
        out.add("engine with walls: rate, of that without", Statistics.median(ratios), "", Target.atLeast(0.85));
    }

    private static void decisions(Bed bed, Findings out) throws Exception {
        Path requests = bed.folder("walls-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions("flight-compensation"), "app", Bodies.flights());
        Path with = WithoutWalls.packaged(Service.PACKAGED, bed.folder("packaged"), true);
        Path without = WithoutWalls.packaged(Service.PACKAGED, bed.folder("packaged"), false);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < bed.pick(2, 1); pair++) {
            try (Service walls = Service.startAt(with, bed.folder("walls-http").resolve("data"), Service.WITHOUT_LOG);
                    Service none =
                            Service.startAt(without, bed.folder("walls-http").resolve("data"), Service.WITHOUT_LOG);
                    LoadProcess load = LoadProcess.start()) {
                walls.awaitReady();
                none.awaitReady();
                for (int pass = 0; pass < 2; pass++) {
                    load.run(order(walls, bed.pick(6_000, 2_000), 100, requests));
                    load.run(order(none, bed.pick(6_000, 2_000), 100, requests));
                }
                for (int round = 0; round < bed.pick(5, 2); round++) {
                    LoadResult noWalls = load.run(order(none, 500, bed.pick(3_000, 2_000), requests));
                    LoadResult withWalls = load.run(order(walls, 500, bed.pick(3_000, 2_000), requests));
                    ratios.add(withWalls.rate() / noWalls.rate());
                    out.raw(Map.of("decisions", withWalls, "decisionsWithoutWalls", noWalls));
                }
            }
        }
        out.add(
                "decisions over HTTP with walls: rate, of that without",
                Statistics.median(ratios),
                "",
                Target.atLeast(0.9));
    }

    private static LoadOrder order(Service service, long warm, long measure, Path requests) {
        return new LoadOrder(service.port(), service.pid(), 16, warm, measure, 0, requests);
    }

    private static void compiler(Bed bed, String without, Findings out) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < bed.pick(3, 1); pair++) {
            double noWalls = compile(bed, without);
            double withWalls = compile(bed, "");
            ratios.add(withWalls / noWalls);
            out.raw(Map.of("compileMillis", withWalls, "compileMillisWithoutWalls", noWalls));
        }
        out.add(
                "compile " + RULES + " rules, warm, with walls: time, of that without",
                Statistics.median(ratios),
                "",
                Target.atMost(1.3));
    }

    private static double compile(Bed bed, String without) throws IOException, InterruptedException {
        int builds = bed.pick(18, 3);
        List<String> printed = Bed.output(Bed.jvm(
                CompileBench.FLAGS,
                without,
                CompileChild.class,
                bed.folder("walls-compile").toString(),
                "" + RULES,
                "" + builds,
                "0"));
        CompileChild.Times times =
                Objects.requireNonNull(new ObjectMapper().readValue(printed.getLast(), CompileChild.Times.class));
        return CompileBench.median(times.warm().subList(builds / 2, builds), CompileChild.Time::wall);
    }
}

package dev.understudy.bench;

import dev.understudy.bench.fuzz.FuzzOrder;
import dev.understudy.bench.fuzz.FuzzRun;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code ./understudy bench}: measures, and writes what it found into {@code docs/benchmarks}. */
public final class Bench {
    private static final Map<String, Part> PARTS = parts();

    private Bench() {}

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("http", new HttpBench());
        parts.put("batch", new BatchBench());
        parts.put("walls", new WallsBench());
        parts.put("attacks", new AttackBench());
        parts.put("log", new LogBench());
        parts.put("pages", new PagesBench());
        parts.put("replay", new ReplayBench());
        parts.put("compile", new CompileBench());
        parts.put("push", new PushBench());
        parts.put("memory", new MemoryBench());
        parts.put("start", new StartBench());
        parts.put("routing", new RoutingBench());
        parts.put("difference", new DifferenceBench());
        parts.put("review", new ReviewBench());
        parts.put("rollouts", new RolloutBench());
        parts.put("revert", new RevertBench());
        parts.put("shadow", new ShadowBench());
        parts.put("stages", new StagesBench());
        return parts;
    }

    /** Takes the names of parts, {@code --short}, {@code --out DIR} and {@code --fuzz MINUTES}; status 1 when something failed. */
    public static void main(String... arguments) throws IOException {
        Logging.quiet();
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments), List.copyOf(PARTS.keySet()));
        } catch (BenchOptions.Unclear unclear) {
            System.err.println(unclear.getMessage());
            System.exit(2);
            return;
        }
        Files.createDirectories(Path.of("target"));
        Path work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench");
        boolean failed = false;
        try {
            failed = options.fuzz() == null ? !measure(options, work) : !fuzz(options.fuzz(), work);
        } finally {
            TestFolders.delete(work);
        }
        System.exit(failed ? 1 : 0);
    }

    private static boolean fuzz(FuzzOrder order, Path work) throws IOException {
        try {
            return new FuzzRun(order, work).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean measure(BenchOptions options, Path work) throws IOException {
        boolean failed = false;
        for (String name : options.parts()) {
            failed |= !run(name, new Bed(work, options.shortened()), options.out());
        }
        Report.write(options.out(), List.copyOf(PARTS.keySet()));
        return !failed;
    }

    private static boolean run(String name, Bed bed, Path out) throws IOException {
        Instant start = Instant.now();
        Machine machine = Machine.here();
        System.out.println(name);
        Findings findings = new Findings();
        try {
            Objects.requireNonNull(PARTS.get(name)).run(bed, findings);
        } catch (Exception e) {
            // One part that fails must not take the others' results with it.
            System.err.println("The part '" + name + "' failed: " + e);
            e.printStackTrace();
            return false;
        }
        new PartResult(
                        name,
                        start.truncatedTo(ChronoUnit.SECONDS).toString(),
                        Duration.between(start, Instant.now()).toSeconds(),
                        bed.shortened(),
                        machine,
                        findings.figures(),
                        findings.raw())
                .write(out);
        return true;
    }
}

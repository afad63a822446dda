package dev.understudy.bench;

import dev.understudy.bench.load.ProcessFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The batch call beside the bare engine on the same cores, in turn. What the compiler in the JVM makes of the same
 * code differs from one JVM to the next by a quarter, so it is measured in several pairs of new ones.
 */
final class BatchBench implements Part {
    private static final String OLD = "id=\"PS Old Gen\"";

    private final List<Double> batch = new ArrayList<>();
    private final List<Double> engine = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> growths = new ArrayList<>();

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<byte[]> flights = Bodies.flights();
        int times = bed.pick(40, 8);
        for (int pair = 0; pair < bed.pick(5, 1); pair++) {
            pair(bed, Bodies.lines(flights), times, times * flights.size(), out);
        }
        out.add("batch of " + Figure.number(times * flights.size()) + " flights: rate", Statistics.median(batch), "/s");
        out.add("bare engine on as many threads as cores: rate", Statistics.median(engine), "/s");
        out.add("batch: rate, of the bare engine's", Statistics.median(ratios), "", Target.atLeast(0.7));
        out.add("batch: old generation, growth over 5 batches", Statistics.median(growths), "MiB", Target.atMost(16));
    }

    private void pair(Bed bed, byte[] lines, int times, int number, Findings out) throws Exception {
        try (Service service = Service.start(bed.folder("batch").resolve("data"), Service.WITHOUT_LOG);
                BareEngine bare = BareEngine.start(bed.folder("batch-store"))) {
            service.awaitReady();
            double oldBefore = 0;
            // By time and not by number, so that both are as warm as they get; and all that is done between batches.
            for (long end = System.nanoTime() + bed.pick(30, 4) * 1_000_000_000L; System.nanoTime() < end; ) {
                bare.run(times);
                decided(service);
                batch(service, lines, times, number);
                oldBefore = service.metric("jvm_memory_used_bytes", OLD);
            }
            for (int round = 0; round < 5; round++) {
                double bareRate = bare.run(times);
                double before = decided(service);
                double batchRate = batch(service, lines, times, number);
                if (decided(service) - before != number) {
                    throw new IllegalStateException("Not every line of the batch was decided.");
                }
                engine.add(bareRate);
                batch.add(batchRate);
                ratios.add(batchRate / bareRate);
                out.raw(raw(service, Map.of("round", round, "batch", batchRate, "engine", bareRate)));
            }
            growths.add((service.metric("jvm_memory_used_bytes", OLD) - oldBefore) / (1 << 20));
        }
    }

    private static double batch(Service service, byte[] lines, int times, int expected) throws Exception {
        long start = System.nanoTime();
        long decisions = BatchCall.decide(service.port(), lines, times);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (decisions != expected) {
            throw new IllegalStateException("Only " + decisions + " lines of the batch were answered.");
        }
        return decisions / seconds;
    }

    private static double decided(Service service) throws Exception {
        return service.metric("understudy_batch_lines_total", "outcome=\"decided\"");
    }

    private static Map<String, Object> raw(Service service, Map<String, Object> rates) throws Exception {
        Map<String, Object> raw = new LinkedHashMap<>(rates);
        raw.put("oldGenerationMebibytes", service.metric("jvm_memory_used_bytes", OLD) / (1 << 20));
        raw.put(
                "mostResidentMebibytes",
                (double) ProcessFigures.memory(service.pid(), "VmHWM").orElse(0) / (1 << 20));
        return raw;
    }
}

package dev.understudy.bench;

import dev.understudy.bench.load.ProcessFigures;
import dev.understudy.ruleset.CompiledRuleset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The batch call beside the bare engine on the same cores, in turn. */
final class BatchBench implements Part {
    private static final String OLD = "id=\"PS Old Gen\"";
    private static final String HEAP = "area=\"heap\"";

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<byte[]> flights = Bodies.flights();
        int times = bed.pick(40, 8);
        int threads = Runtime.getRuntime().availableProcessors();
        CompiledRuleset bare =
                Compilers.build(Compilers.in(bed.folder("batch-store")), Compilers.sample("flight-compensation"));
        List<Double> batch = new ArrayList<>();
        List<Double> engine = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> oldGen = new ArrayList<>();
        try (Service service = Service.start(bed.folder("batch").resolve("data"));
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            service.awaitReady();
            // By time and not by number, so that both are as warm as they get.
            for (long end = System.nanoTime() + bed.pick(10, 3) * 1_000_000_000L; System.nanoTime() < end; ) {
                bare(bare, flights, times, threads, pool);
            }
            for (int round = -2; round < bed.pick(5, 3); round++) {
                double bareRate = bare(bare, flights, times, threads, pool);
                Watch watch = new Watch(service);
                double batchRate = batch(service, flights, times);
                watch.end();
                if (round >= 0) {
                    engine.add(bareRate);
                    batch.add(batchRate);
                    ratios.add(batchRate / bareRate);
                    oldGen.add(watch.mostOld);
                }
                out.raw(watch.raw(round, batchRate, bareRate));
            }
        }
        out.add("batch of " + Figure.number(times * flights.size()) + " flights: rate", Statistics.median(batch), "/s");
        out.add("bare engine on " + threads + " threads: rate", Statistics.median(engine), "/s");
        out.add("batch: rate, of the bare engine's", Statistics.median(ratios), "", Target.atLeast(0.7));
        double growth = (oldGen.getLast() - oldGen.getFirst()) / (1 << 20);
        out.add("batch: old generation, growth over " + oldGen.size() + " batches", growth, "MiB", Target.atMost(16));
    }

    private static double batch(Service service, List<byte[]> flights, int times) throws Exception {
        long start = System.nanoTime();
        long decisions = BatchCall.decide(service.port(), flights, times);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (decisions != (long) times * flights.size()) {
            throw new IllegalStateException("Only " + decisions + " lines of the batch were decided.");
        }
        return decisions / seconds;
    }

    private static double bare(
            CompiledRuleset ruleset, List<byte[]> flights, int times, int threads, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        int share = Math.max(1, times / threads);
        long decisions = (long) share * threads * flights.size();
        Callable<Long> work = () -> {
            long bytes = 0;
            for (int i = 0; i < share; i++) {
                for (byte[] each : flights) {
                    bytes += ruleset.decide(ruleset.read(each, 0, each.length), false)
                            .outcomeJson()
                            .length;
                }
            }
            return bytes;
        };
        long start = System.nanoTime();
        List<Future<Long>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            done.add(pool.submit(work));
        }
        for (Future<Long> each : done) {
            if (each.get() == 0) {
                throw new IllegalStateException("The engine decided nothing.");
            }
        }
        return (double) decisions / ((System.nanoTime() - start) / 1e9);
    }

    /** Looks at the service's memory while a batch runs. */
    private static final class Watch {
        private final Service service;
        private final Thread thread;
        private volatile boolean ended;
        private double mostHeap;
        private double mostOld;
        private double mostResident;

        Watch(Service service) {
            this.service = service;
            this.thread = Thread.ofPlatform().daemon().start(this::look);
        }

        private void look() {
            try {
                while (!ended) {
                    mostHeap = Math.max(mostHeap, service.metric("jvm_memory_used_bytes", HEAP));
                    mostOld = Math.max(mostOld, service.metric("jvm_memory_used_bytes", OLD));
                    mostResident = Math.max(mostResident, (double)
                            ProcessFigures.memory(service.pid(), "VmRSS").orElse(0));
                    Thread.sleep(250);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        Map<String, ?> raw(int round, double batchRate, double bareRate) {
            return Map.of(
                    "round",
                    round,
                    "batch",
                    batchRate,
                    "engine",
                    bareRate,
                    "heapMostMebibytes",
                    mostHeap / (1 << 20),
                    "oldGenerationMebibytes",
                    mostOld / (1 << 20),
                    "residentMebibytes",
                    mostResident / (1 << 20));
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}

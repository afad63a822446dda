package dev.understudy.bench;

import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import dev.understudy.bench.load.RequestFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What keeping decisions costs: the same load on three services beside each other, one that keeps nothing, one that
 * writes into the page cache, one that waits for the disk. First with their databases held, so that only the journal is
 * measured; then with everything shipped to the database meanwhile, on the same processors.
 */
final class LogBench implements Part {
    private static final int CALLERS = 64;
    private static final String HELD = "journalled, nothing shipped";
    private static final List<String> MODES = List.of("off", "buffered", "durable");

    /** A service that keeps decisions in that mode. */
    private record Running(String mode, Service service, Path data) {
        /** Sends a signal to each process of its PostgreSQL. */
        void database(String signal) throws IOException, InterruptedException {
            for (long pid : service.pids(data)) {
                if (pid != service.pid()) {
                    Bed.output(List.of("kill", "-" + signal, Long.toString(pid)));
                }
            }
        }

        LoadOrder order(Path requests, long warm, long measure) {
            return new LoadOrder(service.port(), service.pid(), CALLERS, warm, measure, 0, requests);
        }
    }

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path requests = bed.folder("log-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions("flight-compensation"), "app", Bodies.flights());
        List<Running> services = new ArrayList<>();
        try (LoadProcess load = LoadProcess.start()) {
            for (String mode : MODES) {
                Path data = bed.folder("log-" + mode).resolve("data");
                Service service = Service.start(
                        data,
                        "-Dunderstudy.decision-log.mode=" + mode,
                        "-Dunderstudy.decision-log.most-bytes=" + (6L << 30));
                Running running = new Running(mode, service, data);
                services.add(running);
                service.awaitReady();
                load.run(running.order(requests, bed.pick(10_000, 3_000), 100));
            }
            held(bed, services, requests, load, out);
            compare("journalled and shipped", bed, services, requests, load, out);
        } finally {
            services.forEach(each -> each.service().close());
        }
    }

    private static void held(Bed bed, List<Running> services, Path requests, LoadProcess load, Findings out)
            throws Exception {
        try {
            for (Running each : services) {
                each.database("STOP");
            }
            compare(HELD, bed, services, requests, load, out);
        } finally {
            for (Running each : services) {
                each.database("CONT");
            }
        }
    }

    private static void compare(
            String name, Bed bed, List<Running> services, Path requests, LoadProcess load, Findings out)
            throws Exception {
        boolean target = name.equals(HELD);
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (int round = 0; round < bed.pick(7, 2); round++) {
            double off = 0;
            for (Running each : services) {
                LoadResult result = load.run(each.order(requests, 500, bed.pick(5_000, 1_000)));
                out.raw(Map.of("run", name, "mode", each.mode(), "result", result));
                if (each.mode().equals("off")) {
                    off = result.rate();
                } else {
                    ratios.computeIfAbsent(each.mode(), mode -> new ArrayList<>())
                            .add(result.rate() / off);
                }
            }
        }
        ratios.forEach((mode, each) -> out.add(
                name + ", " + mode + ", " + CALLERS + " callers: rate, of that without a log",
                Statistics.median(each),
                "",
                target ? Target.atLeast(mode.equals("buffered") ? 0.95 : 0.7) : null));
    }
}

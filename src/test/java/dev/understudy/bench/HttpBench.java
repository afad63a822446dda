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
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decisions over HTTP beside an echo of the same JSON by the same stack. All endpoints in turn, round after round, so
 * that whatever else the machine does meets them all; figures are medians over the rounds. Nothing is kept of these
 * decisions: what the log costs depends on the disk.
 */
final class HttpBench implements Part {
    private static final int CONNECTIONS = 16;
    private static final String ECHO = "/api/v1/bench/echo";

    /**
     * An endpoint with its requests.
     *
     * @param name for people
     * @param requests a file
     * @param limit the name of the echo of the same JSON; null for an echo
     */
    private record Endpoint(
            String name, Path requests, @Nullable String limit) {}

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<Endpoint> endpoints = endpoints(bed);
        Map<String, List<LoadResult>> full = new LinkedHashMap<>();
        Map<String, List<LoadResult>> half = new LinkedHashMap<>();
        try (Service service = Service.start(bed.folder("http").resolve("data"), Service.WITHOUT_LOG);
                LoadProcess load = LoadProcess.start()) {
            service.awaitReady();
            for (int pass = 0; pass < 2; pass++) {
                for (Endpoint each : endpoints) {
                    load.run(order(service, each, bed.pick(10_000, 4_000), 100, 0));
                }
            }
            for (int round = 0; round < bed.pick(7, 3); round++) {
                for (Endpoint each : endpoints) {
                    LoadResult result = load.run(order(service, each, 500, bed.pick(5_000, 2_000), 0));
                    keep(out, full, each, "full", result);
                }
                for (Endpoint each : endpoints) {
                    double rate = median(full, each.name(), LoadResult::rate) / 2;
                    LoadResult result = load.run(order(service, each, 500, bed.pick(5_000, 2_000), rate));
                    keep(out, half, each, "half", result);
                }
            }
        }
        report(endpoints, full, half, out);
    }

    private static List<Endpoint> endpoints(Bed bed) throws IOException {
        Path folder = bed.folder("requests");
        List<byte[]> flights = Bodies.flights();
        List<byte[]> doses = Bodies.scenarios("dose-check");
        return List.of(
                endpoint(folder, "echo of a flight", ECHO, flights, null),
                endpoint(
                        folder,
                        "flight-compensation",
                        Bodies.decisions("flight-compensation"),
                        flights,
                        "echo of a flight"),
                endpoint(folder, "echo of an order", ECHO, doses, null),
                endpoint(folder, "dose-check", Bodies.decisions("dose-check"), doses, "echo of an order"),
                endpoint(folder, "echo of a flight, no account", "/bench/echo", flights, null));
    }

    private static Endpoint endpoint(Path folder, String name, String path, List<byte[]> bodies, @Nullable String limit)
            throws IOException {
        Path file = folder.resolve(name.replaceAll("[^a-z]+", "-"));
        String account = path.startsWith("/api") ? "app" : "";
        RequestFile.writePosts(file, path, account, bodies);
        return new Endpoint(name, file, limit);
    }

    private static LoadOrder order(Service service, Endpoint endpoint, long warm, long measure, double rate) {
        return new LoadOrder(service.port(), service.pid(), CONNECTIONS, warm, measure, rate, endpoint.requests());
    }

    private static void keep(
            Findings out, Map<String, List<LoadResult>> results, Endpoint endpoint, String load, LoadResult result) {
        results.computeIfAbsent(endpoint.name(), name -> new ArrayList<>()).add(result);
        out.raw(Map.of("endpoint", endpoint.name(), "load", load, "result", result));
    }

    private static void report(
            List<Endpoint> endpoints,
            Map<String, List<LoadResult>> full,
            Map<String, List<LoadResult>> half,
            Findings out) {
        for (Endpoint each : endpoints) {
            String name = each.name();
            out.add(name + ": rate", median(full, name, LoadResult::rate), "/s");
            out.add(name + ": p50", median(full, name, LoadResult::p50Micros), "µs");
            out.add(name + ": p99", median(full, name, LoadResult::p99Micros), "µs");
            out.add(name + ": p99 at half load", median(half, name, LoadResult::p99Micros), "µs");
            double cpu = median(full, name, LoadResult::cpuMicros);
            if (cpu >= 0) {
                out.add(name + ": server CPU", cpu, "µs");
            }
        }
        for (Endpoint each : endpoints) {
            String limit = each.limit();
            if (limit != null) {
                ratios(each.name(), limit, full, half, out);
            }
        }
    }

    private static void ratios(
            String name,
            String limit,
            Map<String, List<LoadResult>> full,
            Map<String, List<LoadResult>> half,
            Findings out) {
        out.add(
                name + ": rate, of the echo's",
                ratio(full, name, limit, LoadResult::rate),
                "",
                Target.atLeast(0.6).aimingAt(0.75));
        if (median(full, name, LoadResult::cpuMicros) >= 0) {
            out.add(
                    name + ": server CPU, of the echo's",
                    ratio(full, name, limit, LoadResult::cpuMicros),
                    "",
                    Target.atMost(2).aimingAt(1.6));
        }
        out.add(
                name + ": p99 at half load, of the echo's",
                ratio(half, name, limit, LoadResult::p99Micros),
                "",
                Target.atMost(2));
    }

    private static double median(
            Map<String, List<LoadResult>> results, String name, ToDoubleFunction<LoadResult> value) {
        return Statistics.median(
                of(results, name).stream().mapToDouble(value).boxed().toList());
    }

    /** Of the two in one round, which met the same conditions; then the median over the rounds. */
    private static double ratio(
            Map<String, List<LoadResult>> results, String name, String limit, ToDoubleFunction<LoadResult> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of(results, name).size(); i++) {
            ratios.add(value.applyAsDouble(of(results, name).get(i))
                    / value.applyAsDouble(of(results, limit).get(i)));
        }
        return Statistics.median(ratios);
    }

    private static List<LoadResult> of(Map<String, List<LoadResult>> results, String name) {
        return results.getOrDefault(name, List.of());
    }
}

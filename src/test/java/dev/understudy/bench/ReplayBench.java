package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import dev.understudy.bench.load.RequestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Recorded decisions, decided again on branches, from the call to its end: with the database that they are read from, on
 * the cores of the bare engine. And what production's decisions notice of it, and what it holds.
 */
final class ReplayBench implements Part {
    private static final String RULESET = "flight-compensation";
    private static final long PATIENCE_SECONDS = 600;
    private static final int POLL_MILLIS = 50;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        List<byte[]> flights = Bodies.flights();
        int times = bed.pick(200, 8);
        int number = times * flights.size();
        Path folder = bed.folder("replay");
        try (Service service = Service.start(folder.resolve("data"), "-Dunderstudy.decision-log.mode=buffered");
                BareEngine bare = BareEngine.start(bed.folder("replay-store"))) {
            service.awaitReady();
            List<String> branches = branches(service, folder, bed.pick(6, 4));
            record(service, Bodies.lines(flights), times, number);
            rates(service, bare, branches.subList(0, branches.size() - 2), number, out);
            memory(service, branches.get(branches.size() - 2), number, out);
            beside(bed, service, branches.getLast(), out);
        }
    }

    /** Branches whose rules differ from main's, so that no result is there yet. */
    private static List<String> branches(Service service, Path folder, int number)
            throws IOException, InterruptedException {
        String url = "http://analyst:analyst@127.0.0.1:" + service.port() + "/git/rules.git";
        new Git(folder).run("clone", "-q", url, "rules");
        Git git = new Git(folder.resolve("rules"));
        Path rules = folder.resolve("rules").resolve(RULESET).resolve("eu261.drl");
        String drl = Files.readString(rules);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String name = "bench/replay-" + i;
            git.run("checkout", "-q", "-B", name, "origin/main");
            Files.writeString(rules, drl + "\nrule \"Edition " + i + "\" when then end\n");
            git.commit(name);
            git.run("push", "-q", "origin", name);
            names.add(name);
        }
        return names;
    }

    private static void record(Service service, byte[] lines, int times, int number) throws Exception {
        if (BatchCall.decide(service.port(), lines, times) != number) {
            throw new IllegalStateException("Not every line of the batch was answered.");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (service.metric("understudy_decision_log_shipped_total", "") < number) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("The log did not come to the database.");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void rates(Service service, BareEngine bare, List<String> branches, int number, Findings out)
            throws Exception {
        List<Double> engine = new ArrayList<>();
        List<Double> replays = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (String branch : branches) {
            double bareRate = 0;
            // As warm as a replay gets: the first branch warms it up.
            for (int i = 0; i < 3; i++) {
                bareRate = bare.run(Math.max(1, number / 5_000 / 4));
            }
            long start = System.nanoTime();
            String id = begin(service, branch);
            await(service, id, number);
            double rate = number / ((System.nanoTime() - start) / 1e9);
            out.raw(Map.of("branch", branch, "replay", rate, "engine", bareRate));
            if (!branch.equals(branches.getFirst())) {
                engine.add(bareRate);
                replays.add(rate);
                ratios.add(rate / bareRate);
            }
        }
        out.add("replay of " + Figure.number(number) + " decisions: rate", Statistics.median(replays), "/s");
        out.add("bare engine on as many threads as cores: rate", Statistics.median(engine), "/s");
        out.add("replay: rate, of the bare engine's", Statistics.median(ratios), "", Target.atLeast(0.8));
    }

    private String begin(Service service, String branch) throws IOException, InterruptedException {
        String body = "{\"ruleset\": \"" + RULESET + "\", \"onto\": \"" + branch + "\"}";
        return json.readTree(service.post("/api/v1/replays", "analyst", body))
                .path("id")
                .asText();
    }

    private void await(Service service, String id, int number) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (JsonNode replay = look(service, id); !isOver(replay, number); replay = look(service, id)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("A replay did not come to its end: " + replay);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private JsonNode look(Service service, String id) throws IOException, InterruptedException {
        return json.readTree(service.get("/api/v1/replays/" + id, "analyst"));
    }

    private static long decided(JsonNode replay) {
        return replay.path("progress").path("decided").asLong();
    }

    private static boolean isOver(JsonNode replay, int number) {
        String state = replay.path("state").asText();
        boolean done = state.equalsIgnoreCase("done");
        if (!done && !state.equalsIgnoreCase("queued") && !state.equalsIgnoreCase("running")
                || done && decided(replay) != number) {
            throw new IllegalStateException("A replay did not decide all of them: " + replay);
        }
        return done;
    }

    /** What is held while one runs, each time after all garbage was collected. */
    private void memory(Service service, String branch, int number, Findings out) throws Exception {
        String id = begin(service, branch);
        List<Double> heaps = new ArrayList<>();
        for (JsonNode replay = look(service, id); !isOver(replay, number); replay = look(service, id)) {
            if (decided(replay) >= number / 10) {
                heaps.add(heap(service));
            }
            Thread.sleep(POLL_MILLIS);
        }
        if (heaps.size() < 2) {
            throw new IllegalStateException("The replay was over before its memory was looked at twice.");
        }
        out.raw(Map.of("heapMebibytes", heaps));
        out.add(
                "replay: heap in use, at its end more than at a tenth",
                heaps.getLast() - heaps.getFirst(),
                "MiB",
                Target.atMost(16));
    }

    private static double heap(Service service) throws Exception {
        service.collectGarbage();
        return service.metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
    }

    /** Production's decisions at a fifth of what it can, without and with a replay beside them. */
    private void beside(Bed bed, Service service, String branch, Findings out) throws Exception {
        Path requests = bed.folder("replay-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions(RULESET), "app", Bodies.flights());
        try (LoadProcess load = LoadProcess.start()) {
            LoadResult full = load.run(order(service, requests, bed.pick(10_000, 2_000), bed.pick(3_000, 1_000), 0));
            double rate = full.rate() / 5;
            LoadResult alone = load.run(order(service, requests, 500, bed.pick(5_000, 1_000), rate));
            String id = begin(service, branch);
            LoadResult beside = load.run(order(service, requests, 500, bed.pick(5_000, 1_000), rate));
            String state = json.readTree(service.get("/api/v1/replays/" + id, "analyst"))
                    .path("state")
                    .asText();
            out.raw(Map.of("alone", alone, "beside", beside, "stateAfterwards", state));
            out.add("decisions' p99 beside a replay, of that alone", beside.p99Micros() / alone.p99Micros(), "");
        }
    }

    private static LoadOrder order(Service service, Path requests, long warm, long measure, double rate) {
        return new LoadOrder(service.port(), service.pid(), 16, warm, measure, rate, requests);
    }
}

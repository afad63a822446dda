package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bench.load.LoadOrder;
import dev.understudy.bench.load.LoadResult;
import dev.understudy.bench.load.RequestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Production's decisions at half of what it can, without and with a rollout that goes through its stages and is promoted
 * meanwhile. In turns, round after round, so that whatever else the machine does meets both; the figure is the median
 * over the rounds. Each rollout has a candidate of its own, whose new rules have decided nothing before.
 */
final class StagesBench implements Part {
    private static final String RULESET = "flight-compensation";
    private static final String CHANGES = "/api/v1/change-requests";
    private static final String ROLLOUTS = "/api/v1/rollouts";
    private static final int CONNECTIONS = 16;
    private static final long WARM_MILLIS = 500;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int LOOK_MILLIS = 50;
    private static final List<Integer> PERCENTS = List.of(1, 10, 50);

    private final ObjectMapper json = new ObjectMapper();
    private int changes;

    /** What is to be rolled out. */
    private record Asked(long request, String head) {}

    /** How long the promotion took, and what became of the rollout. */
    private record Promoted(double millis, JsonNode rollout) {}

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path folder = bed.folder("stages");
        Path requests = bed.folder("stages-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions(RULESET), "app", Bodies.flights());
        long stage = bed.pick(2_000, 1_000);
        // The last of these parts is for the promotion.
        long measure = stage * (PERCENTS.size() + 1);
        try (Service service = Service.start(folder.resolve("data"), Service.WITHOUT_LOG);
                LoadProcess load = LoadProcess.start();
                ExecutorService steering = Executors.newSingleThreadExecutor()) {
            service.awaitReady();
            String url = "http://analyst:analyst@127.0.0.1:" + service.port() + "/git/rules.git";
            new Git(folder).run("clone", "-q", url, "rules");
            Round round = new Round(service, new Git(folder.resolve("rules")), load, steering, stage);
            load.run(order(service, requests, bed.pick(15_000, 4_000), 100, 0));
            double rate = load.run(order(service, requests, 500, bed.pick(5_000, 2_000), 0))
                            .rate()
                    / 2;
            LoadOrder half = order(service, requests, WARM_MILLIS, measure, rate);
            var _ = beside(round, half, new HashMap<>());
            rounds(bed, round, half, out);
        }
    }

    /** What all rounds have in common. */
    private record Round(Service service, Git git, LoadProcess load, ExecutorService steering, long stageMillis) {}

    private static LoadOrder order(Service service, Path requests, long warm, long measure, double rate) {
        return new LoadOrder(service.port(), service.pid(), CONNECTIONS, warm, measure, rate, requests);
    }

    private void rounds(Bed bed, Round round, LoadOrder half, Findings out) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> promotions = new ArrayList<>();
        long failures = 0;
        long inTime = 0;
        for (int i = 0; i < bed.pick(11, 3); i++) {
            Map<String, Object> raw = new HashMap<>();
            LoadResult first = i % 2 == 0 ? round.load().run(half) : null;
            LoadResult with = beside(round, half, raw);
            LoadResult without = first == null ? round.load().run(half) : first;
            raw.put("alone", without);
            raw.put("beside", with);
            out.raw(raw);
            alone.add(without.p99Micros());
            beside.add(with.p99Micros());
            ratios.add(with.p99Micros() / without.p99Micros());
            promotions.add((Double) raw.get("promotionMillis"));
            inTime += Boolean.TRUE.equals(raw.get("inTime")) ? 1 : 0;
            failures += with.failures() + without.failures();
        }
        out.add("decisions alone: p99 at half load", Statistics.median(alone), "µs");
        out.add("decisions beside a rollout: p99 at half load", Statistics.median(beside), "µs");
        out.add(
                "decisions' p99 beside a rollout, from its first stage to its promotion, of that alone",
                Statistics.median(ratios),
                "",
                Target.atMost(1.2));
        out.add("decisions that were answered by an error", (double) failures, "", Target.atMost(0));
        out.add("promotion, from the call, median", Statistics.median(promotions), "ms");
        out.add(
                "rollouts that were promoted within the load",
                100.0 * inTime / ratios.size(),
                "%",
                Target.atLeast(100));
    }

    /** Load, in which a rollout goes from its first stage to its promotion. */
    private LoadResult beside(Round round, LoadOrder half, Map<String, Object> raw) throws Exception {
        String id = begin(round, ask(round));
        Future<Promoted> steered = round.steering().submit(() -> steer(round, id));
        LoadResult with = round.load().run(half);
        raw.put("inTime", steered.isDone());
        Promoted promoted = steered.get();
        raw.put("promotionMillis", promoted.millis());
        raw.put("rollout", promoted.rollout());
        return with;
    }

    /** An approved change request whose candidate is compiled. */
    private Asked ask(Round round) throws Exception {
        String branch = "bench/stages-" + ++changes;
        Git git = round.git();
        git.run("fetch", "-q", "origin");
        git.run("checkout", "-q", "-B", branch, "origin/main");
        git.write(RULESET + "/bench.drl", """
                        package flights.compensation

                        rule "Of the benchmark %d"
                        when
                            Flight(delay > %d)
                        then
                            insert(new Compensation(600, "EUR"));
                        end
                        """.formatted(changes, 1_000_000 + changes));
        git.commit(branch);
        git.run("push", "-q", "origin", branch);
        Service service = round.service();
        service.decide(RULESET, branch, Bodies.flights().getFirst());
        String head = git.run("rev-parse", "HEAD").strip();
        long request = json.readTree(service.post(
                        CHANGES, "analyst", "{\"branch\": \"" + branch + "\", \"title\": \"" + branch + "\"}"))
                .path("number")
                .asLong();
        service.post(
                CHANGES + "/" + request + "/reviews",
                "reviewer",
                "{\"verdict\": \"APPROVE\", \"commit\": \"" + head + "\"}");
        return new Asked(request, head);
    }

    private String begin(Round round, Asked asked) throws Exception {
        String id = json.readTree(round.service()
                        .post(
                                ROLLOUTS,
                                "operator",
                                "{\"changeRequest\": " + asked.request() + ", \"expectedHead\": \"" + asked.head()
                                        + "\", \"plan\": {\"stages\": ["
                                        + PERCENTS.stream()
                                                .map(each -> "{\"percent\": " + each + ", \"soak\": \"1h\"}")
                                                .collect(Collectors.joining(", "))
                                        + "]}}"))
                .path("id")
                .asText();
        await(round.service(), id, "RUNNING");
        return id;
    }

    /** Through its stages and onto main; says how long the promotion took. */
    private Promoted steer(Round round, String id) throws Exception {
        Thread.sleep(WARM_MILLIS);
        for (int i = 0; i < PERCENTS.size(); i++) {
            Thread.sleep(round.stageMillis());
            round.service().post(ROLLOUTS + "/" + id + "/advance", "operator", "{}");
        }
        long start = System.nanoTime();
        JsonNode rollout = await(round.service(), id, "PROMOTED");
        return new Promoted((System.nanoTime() - start) / 1e6, rollout);
    }

    private JsonNode await(Service service, String id, String state) throws Exception {
        long start = System.nanoTime();
        while (true) {
            JsonNode rollout = json.readTree(service.get(ROLLOUTS + "/" + id, "analyst"));
            if (rollout.path("state").asText().equals(state)) {
                return rollout;
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("It is not " + state + ": " + rollout);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}

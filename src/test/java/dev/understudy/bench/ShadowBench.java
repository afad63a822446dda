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

/**
 * Production's decisions at half of what it can, without and with a candidate that decides all of them in the shadow. In
 * turns, round after round, so that whatever else the machine does meets both; the figure is the median over the rounds.
 */
final class ShadowBench implements Part {
    private static final String RULESET = "flight-compensation";
    private static final String SHADOWS = "/api/v1/rulesets/" + RULESET + "/shadows";
    private static final String BRANCH = "bench/shadow";
    private static final int CONNECTIONS = 16;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path folder = bed.folder("shadow");
        Path requests = bed.folder("shadow-requests").resolve("flights");
        RequestFile.writePosts(requests, Bodies.decisions(RULESET), "app", Bodies.flights());
        try (Service service = Service.start(folder.resolve("data"), Service.WITHOUT_LOG);
                LoadProcess load = LoadProcess.start()) {
            service.awaitReady();
            candidate(service, folder);
            LoadOrder full = order(service, requests, 500, bed.pick(5_000, 2_000), 0);
            load.run(order(service, requests, bed.pick(15_000, 4_000), 100, 0));
            warm(service, load, order(service, requests, bed.pick(15_000, 4_000), 100, 0));
            double rate = load.run(full).rate() / 2;
            rounds(bed, service, load, order(service, requests, 500, bed.pick(5_000, 2_000), rate), out);
        }
    }

    private static void candidate(Service service, Path folder) throws IOException, InterruptedException {
        String url = "http://analyst:analyst@127.0.0.1:" + service.port() + "/git/rules.git";
        new Git(folder).run("clone", "-q", url, "rules");
        Git git = new Git(folder.resolve("rules"));
        Path rules = folder.resolve("rules").resolve(RULESET).resolve("eu261.drl");
        git.run("checkout", "-q", "-B", BRANCH, "origin/main");
        String before = Files.readString(rules);
        String after = before.replaceFirst("new Compensation\\(250,", "new Compensation(300,");
        if (after.equals(before)) {
            throw new IllegalStateException("The rules have no amount of 250 to change.");
        }
        Files.writeString(rules, after);
        git.commit(BRANCH);
        git.run("push", "-q", "origin", BRANCH);
    }

    private static LoadOrder order(Service service, Path requests, long warm, long measure, double rate) {
        return new LoadOrder(service.port(), service.pid(), CONNECTIONS, warm, measure, rate, requests);
    }

    private void warm(Service service, LoadProcess load, LoadOrder order) throws Exception {
        String id = begin(service);
        load.run(order);
        service.delete(SHADOWS + "/" + id, "analyst");
    }

    private String begin(Service service) throws IOException, InterruptedException {
        String body = "{\"branch\": \"" + BRANCH + "\", \"percent\": 100}";
        return json.readTree(service.post(SHADOWS, "analyst", body)).path("id").asText();
    }

    private void rounds(Bed bed, Service service, LoadProcess load, LoadOrder half, Findings out) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        long drawn = 0;
        long shadowed = 0;
        for (int round = 0; round < bed.pick(11, 3); round++) {
            LoadResult first = round % 2 == 0 ? load.run(half) : null;
            String id = begin(service);
            LoadResult with = load.run(half);
            service.delete(SHADOWS + "/" + id, "analyst");
            LoadResult without = first == null ? load.run(half) : first;
            JsonNode shadow = json.readTree(service.get(SHADOWS + "/" + id, "analyst"));
            drawn += shadow.path("counts").path("drawn").asLong();
            shadowed += shadow.path("counts").path("shadowed").asLong();
            if (shadow.path("counts").path("changed").asLong() == 0) {
                throw new IllegalStateException("The candidate decided nothing otherwise: " + shadow);
            }
            out.raw(Map.of("alone", without, "beside", with, "shadow", shadow));
            alone.add(without.p99Micros());
            beside.add(with.p99Micros());
            ratios.add(with.p99Micros() / without.p99Micros());
        }
        out.add("decisions alone: p99 at half load", Statistics.median(alone), "µs");
        out.add("decisions beside a shadow: p99 at half load", Statistics.median(beside), "µs");
        out.add(
                "decisions' p99 beside a shadow of one candidate, of that alone",
                Statistics.median(ratios),
                "",
                Target.atMost(1.2));
        out.add("decisions that the candidate made too", 100.0 * shadowed / Math.max(1, drawn), "%");
    }
}

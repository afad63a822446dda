package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a reviewer waits for: the impact of a change on recorded decisions; and how fast an audit log is checked. */
final class ReviewBench implements Part {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = "flight-compensation/eu261.drl";
    private static final String AMOUNT = "new Compensation(250, \"EUR\")";
    private static final int MOST_LOOKS = 3_000;

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        impact(bed, out);
        AuditLines.verify(bed, out);
    }

    private static void impact(Bed bed, Findings out) throws Exception {
        int decisions = bed.pick(12_000, 600);
        int wanted = Math.min(10_000, decisions);
        Path folder = bed.folder("review");
        List<Double> first = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        try (Service service = Service.start(folder.resolve("data"))) {
            service.awaitReady();
            decide(service, decisions);
            Git git = new Git(folder);
            git.run("clone", "-q", "http://analyst:analyst@127.0.0.1:" + service.port() + "/git/rules.git", "clone");
            Git clone = new Git(folder.resolve("clone"));
            String rules = Files.readString(clone.folder().resolve(RULES));
            for (int i = 0; i < bed.pick(7, 2); i++) {
                clone.run("checkout", "-q", "-B", "change-" + i, "origin/main");
                clone.write(RULES, rules.replace(AMOUNT, AMOUNT.replace("250", "" + (300 + i))));
                clone.commit("Change " + i);
                clone.run("push", "-q", "origin", "HEAD");
                look(service, "change-" + i, wanted, first, whole);
            }
        }
        out.raw(Map.of("decisions", wanted, "firstMillis", first, "wholeMillis", whole));
        String name = "impact on " + Figure.number(wanted) + " decisions: ";
        out.add(name + "first numbers", Statistics.median(first) / 1e3, "s", Target.atMost(1));
        out.add(name + "all", Statistics.median(whole) / 1e3, "s", Target.atMost(5));
        out.add(name + "all, the first since the start", whole.getFirst() / 1e3, "s", Target.atMost(5));
    }

    /** Flights, of which every second is late, and half are short; then waits until they are in the log. */
    private static void decide(Service service, int decisions) throws Exception {
        String lines = IntStream.range(0, decisions)
                .mapToObj(i -> "{\"facts\":{\"Flight\":{\"date\":\"2001/01/01 13:38\",\"delay\":"
                        + (i % 2 == 0 ? 200 : 10) + ",\"distance\":" + (i % 4 < 2 ? 291 : 1500) + "}}}")
                .collect(Collectors.joining("\n"));
        service.post("/api/v1/rulesets/flight-compensation/decisions/batch", "app", lines);
        for (int i = 0; i < MOST_LOOKS; i++) {
            long kept = service.get("/api/v1/decisions?format=csv", "analyst")
                            .lines()
                            .count()
                    - 1;
            if (kept >= decisions) {
                return;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The decisions did not reach the log.");
    }

    /** Opens a change request, as a reviewer's page would look at it again and again. */
    private static void look(Service service, String branch, int wanted, List<Double> first, List<Double> whole)
            throws Exception {
        long start = System.nanoTime();
        JsonNode opened = JSON.readTree(service.post(
                "/api/v1/change-requests", "analyst", "{\"branch\":\"" + branch + "\",\"title\":\"" + branch + "\"}"));
        String path = "/api/v1/change-requests/" + opened.path("number").asLong();
        boolean begun = false;
        JsonNode view = opened;
        for (int i = 0; i < MOST_LOOKS; i++) {
            JsonNode impact = view.at("/evidence/rulesets/0/impact");
            double millis = (System.nanoTime() - start) / 1e6;
            if (!begun && impact.path("decisions").asInt() > 0) {
                begun = true;
                first.add(millis);
            }
            if (impact.path("whole").asBoolean()) {
                if (impact.path("decisions").asInt() != wanted
                        || impact.path("changed").asInt() == 0) {
                    throw new IllegalStateException("An odd impact: " + impact);
                }
                whole.add(millis);
                awaitDone(service, path);
                return;
            }
            Thread.sleep(10);
            view = JSON.readTree(service.get(path, "reviewer"));
        }
        throw new IllegalStateException("No impact: " + view.path("evidence"));
    }

    /** Mutants of one change must not be tried while the next one is measured. */
    private static void awaitDone(Service service, String path) throws Exception {
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (JSON.readTree(service.get(path, "reviewer"))
                    .at("/evidence/state")
                    .asText()
                    .equals("DONE")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The evidence of " + path + " did not come to its end.");
    }
}

package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.decisionlog.query.Plans;
import dev.understudy.decisionlog.query.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Pages of 100 decisions out of ten million, by each filter that there is, over HTTP; with PostgreSQL's plans. */
final class PagesBench implements Part {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void run(Bed bed, Findings out) throws Exception {
        Path data = bed.folder("pages").resolve("data");
        int rows = bed.pick(10_000_000, 60_000);
        try (Service service = Service.start(data)) {
            service.awaitReady();
            DataSource database = KeptRows.database(data);
            long start = System.nanoTime();
            KeptRows.write(database, rows);
            out.add("rows in the log", rows, "");
            out.add("writing them, with all indexes", (System.nanoTime() - start) / 1e9, "s");
            for (Map.Entry<String, IntFunction<Map<String, String>>> each :
                    filters().entrySet()) {
                measure(service, each.getKey(), each.getValue(), bed.pick(40, 5), out);
                out.raw(Map.of(
                        "filter",
                        each.getKey(),
                        "plan",
                        plan(database, each.getValue().apply(3))));
            }
        }
    }

    /** By what, with other values in each call. */
    private static Map<String, IntFunction<Map<String, String>>> filters() {
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Map<String, IntFunction<Map<String, String>>> filters = new LinkedHashMap<>();
        filters.put("no filter", i -> Map.of());
        filters.put(
                "from, to",
                i -> Map.of(
                        "from",
                                midnight.minus(20, ChronoUnit.DAYS)
                                        .plusSeconds(3_000L * i)
                                        .toString(),
                        "to",
                                midnight.minus(20, ChronoUnit.DAYS)
                                        .plusSeconds(3_000L * i + 7_200)
                                        .toString()));
        filters.put("ruleset", i -> Map.of("ruleset", "ruleset-" + i % 5));
        filters.put("ruleset, effective=false", i -> Map.of("ruleset", "ruleset-" + i % 5, "effective", "false"));
        filters.put("branch", i -> Map.of("branch", "feature/" + i * 20));
        filters.put("commit", i -> Map.of("commit", String.format("%040x", i * 7)));
        filters.put("effective=false", i -> Map.of("effective", "false"));
        filters.put("rolloutSide", i -> Map.of("rolloutSide", "candidate"));
        filters.putAll(byContent(midnight));
        return filters;
    }

    private static Map<String, IntFunction<Map<String, String>>> byContent(Instant midnight) {
        Map<String, IntFunction<Map<String, String>>> filters = new LinkedHashMap<>();
        filters.put("outcome, a type", i -> Map.of("outcome", "Compensation"));
        filters.put("outcome, a value that 1 in 40 have", i -> Map.of("outcome", "Compensation.amount:" + i % 40 * 25));
        filters.put("outcome, a value that 1 in 10,000 have", i -> Map.of("outcome", "Compensation.amount:9999"));
        filters.put("outcome, a value that none has", i -> Map.of("outcome", "Compensation.amount:" + (70_000 + i)));
        filters.put("rule, fired in 1 of 20", i -> Map.of("rule", "Rule " + i % 20));
        filters.put("rule, fired in 1 of 10,000", i -> Map.of("rule", "Rule rare"));
        filters.put("routingKey", i -> Map.of("routingKey", "P" + i * 4_321));
        filters.put("caller", i -> Map.of("caller", "app-" + i % 3));
        filters.put("caller, 1 in 10,000", i -> Map.of("caller", "rare"));
        filters.put(
                "ruleset, rule, outcome, from",
                i -> Map.of(
                        "ruleset",
                        "ruleset-" + i % 5,
                        "rule",
                        "Rule " + i % 20,
                        "outcome",
                        "Compensation.currency:EUR",
                        "from",
                        midnight.minus(10, ChronoUnit.DAYS).toString()));
        return filters;
    }

    private static void measure(
            Service service, String name, IntFunction<Map<String, String>> filter, int calls, Findings out)
            throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> next = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < calls; i++) {
            Map<String, String> parameters = new LinkedHashMap<>(filter.apply(i));
            JsonNode page = timed(service, parameters, first);
            found = Math.max(found, page.path("decisions").size());
            if (page.path("next").isTextual()) {
                parameters.put("cursor", page.path("next").asText());
                timed(service, parameters, next);
            }
        }
        // The first calls read from the disk, and warm the JVM.
        out.add(name + ": page", Statistics.median(first.subList(calls / 4, calls)), "ms", Target.atMost(50));
        out.raw(Map.of("filter", name, "decisions", found, "firstMillis", first, "nextMillis", next));
    }

    private static JsonNode timed(Service service, Map<String, String> parameters, List<Double> millis)
            throws Exception {
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        long start = System.nanoTime();
        String body = service.get("/api/v1/decisions?limit=100&" + query, "analyst");
        millis.add((System.nanoTime() - start) / 1e6);
        return JSON.readTree(body);
    }

    private static String plan(DataSource database, Map<String, String> parameters) throws Exception {
        Map<String, List<String>> given = new LinkedHashMap<>();
        parameters.forEach((name, value) -> given.put(name, List.of(value)));
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        return Plans.of(database, QueryParameters.filters(given), now.minusDays(7), now);
    }
}

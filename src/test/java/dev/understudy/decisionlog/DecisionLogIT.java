package dev.understudy.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.client.DecisionRequest;
import dev.understudy.client.NoAnswer;
import dev.understudy.client.ProblemAnswer;
import dev.understudy.client.Retries;
import dev.understudy.client.UnderstudyClient;
import dev.understudy.testsupport.ServiceProcess;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service, killed and cut off from its database while it decides. */
class DecisionLogIT {
    private static final String FLIGHT = "{\"facts\":{\"Flight\":{\"date\":\"2001/01/01 13:38\",\"delay\":180,"
            + "\"distance\":291,\"origin\":\"SLC\",\"destination\":\"BOI\",\"passengerName\":\"Ada Lovelace\"}}}";

    private static final int CALLERS = 8;

    private final ObjectMapper json = new ObjectMapper();

    private Path data;

    @BeforeEach
    void makeDataFolder() {
        data = TestFolders.create("understudy-log");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    /** Callers that decide one after the other, until they are told to stop or nobody answers. */
    private static final class Load implements AutoCloseable {
        final Queue<String> answered = new ConcurrentLinkedQueue<>();
        final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
        private final AtomicInteger left;
        private final CountDownLatch half;
        private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        private final UnderstudyClient client;
        private final List<Future<?>> ends = new ArrayList<>();

        Load(String url, int decisions) {
            left = new AtomicInteger(decisions);
            half = new CountDownLatch(decisions / 2);
            client = UnderstudyClient.at(url)
                    .account("app", "app")
                    .retries(Retries.none())
                    .build();
            for (int i = 0; i < CALLERS; i++) {
                ends.add(threads.submit(this::call));
            }
        }

        private void call() {
            DecisionRequest flight = DecisionRequest.ofBody("flight-compensation", FLIGHT);
            while (left.getAndDecrement() > 0) {
                try {
                    answered.add(client.decide(flight).id());
                } catch (ProblemAnswer refused) {
                    failed.add(refused.problem().status());
                } catch (NoAnswer gone) {
                    left.set(0);
                    return;
                }
                half.countDown();
            }
        }

        void awaitHalf() throws InterruptedException {
            half.await();
        }

        void awaitEnd() throws Exception {
            for (Future<?> each : ends) {
                each.get();
            }
        }

        @Override
        public void close() {
            left.set(0);
            threads.close();
            client.close();
        }
    }

    private static HttpRequest.Builder request(String url, String account) {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json");
    }

    /** The ids of all decisions in the log, each as often as it is there. */
    private List<String> logged(ServiceProcess service) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = request(service.url() + "/api/v1/decisions", "analyst")
                    .header("Accept", "application/x-ndjson")
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<String> ids = new ArrayList<>();
            for (String line : answer.body().lines().toList()) {
                JsonNode row = json.readTree(line);
                ids.add(row.get("id").asText());
            }
            return ids;
        }
    }

    private static ServiceProcess start(Path data) throws InterruptedException {
        return start(data, Map.of());
    }

    private static ServiceProcess start(Path data, Map<String, String> settings) throws InterruptedException {
        ServiceProcess service = ServiceProcess.start(settings, data, "run", "--port", "0");
        service.awaitReady();
        return service;
    }

    @Test
    void everyAnsweredDecisionIsInTheLogOnceAfterAKill() throws Exception {
        Set<String> answered;
        try (ServiceProcess service = start(data);
                Load load = new Load(service.url(), 10_000)) {
            load.awaitHalf();
            service.kill();
            load.awaitEnd();
            assertThat(load.failed).isEmpty();
            answered = new HashSet<>(load.answered);
        }
        assertThat(answered).hasSizeBetween(5_000 - CALLERS, 9_999);

        try (ServiceProcess service = start(data)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(new HashSet<>(logged(service))).containsAll(answered));
            assertThat(logged(service)).doesNotHaveDuplicates();
            end(service);
        }
    }

    /** As an orchestrator ends it: it takes its PostgreSQL along. */
    private static void end(ServiceProcess service) {
        service.terminate();
        assertThat(service.waitFor()).isEqualTo(143);
    }

    @Test
    void noDecisionFailsAndNoneIsLostWhileTheDatabaseIsAway() throws Exception {
        // All callers have to be checked again while it hangs.
        try (ServiceProcess service = start(data, Map.of("UNDERSTUDY_IDENTITY_TRUST_FOR", "100ms"));
                Load load = new Load(service.url(), 4_000)) {
            load.awaitHalf();
            signal("STOP");
            try (Load away = new Load(service.url(), 2_000)) {
                away.awaitEnd();
                assertThat(away.failed).isEmpty();
                assertThat(away.answered).hasSize(2_000);
                load.answered.addAll(away.answered);
            } finally {
                signal("CONT");
            }
            load.awaitEnd();
            assertThat(load.failed).isEmpty();
            Set<String> answered = new HashSet<>(load.answered);
            assertThat(answered).hasSize(6_000);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() ->
                            assertThat(logged(service)).doesNotHaveDuplicates().containsAll(answered));
            end(service);
        }
    }

    @Test
    void aFullJournalRefusesToDecideUntilTheDatabaseIsBack() throws Exception {
        Map<String, String> small = Map.of(
                "UNDERSTUDY_DECISION_LOG_SEGMENT_BYTES", "1048576", "UNDERSTUDY_DECISION_LOG_MOST_BYTES", "4194304");
        try (ServiceProcess service = start(data, small)) {
            // Who is known decides on; who is not has to wait for the database.
            assertThat(service.post("/api/v1/rulesets/flight-compensation/decisions", "app", FLIGHT)
                            .statusCode())
                    .isEqualTo(200);
            signal("STOP");
            Set<String> answered;
            try (Load away = new Load(service.url(), 40_000)) {
                away.awaitEnd();
                assertThat(away.failed).isNotEmpty().containsOnly(503);
                answered = new HashSet<>(away.answered);
                assertThat(answered).hasSizeGreaterThan(1_000);
                HttpResponse<String> refused =
                        service.post("/api/v1/rulesets/flight-compensation/decisions", "app", FLIGHT);
                assertThat(refused.body()).contains("urn:understudy:problem:log-full");
            } finally {
                signal("CONT");
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.post("/api/v1/rulesets/flight-compensation/decisions", "app", FLIGHT)
                                    .statusCode()
                            == 200);
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() ->
                            assertThat(logged(service)).doesNotHaveDuplicates().containsAll(answered));
            end(service);
        }
    }

    /** Stops the processes of the service's own PostgreSQL where they are, or has them go on. */
    private void signal(String name) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
        for (ProcessHandle each :
                Stream.concat(Stream.of(parent), parent.descendants()).toList()) {
            // A child of it may have ended since.
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(each.pid()))
                            .start()
                            .waitFor())
                    .isBetween(0, 1);
        }
    }

    @Test
    void sensitiveValuesAreNowhereInTheClear() throws Exception {
        try (ServiceProcess service = start(data);
                Load load = new Load(service.url(), 50)) {
            load.awaitEnd();
            assertThat(load.answered).hasSize(50);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(logged(service)).hasSize(50));
            String id = load.answered.element();
            String shown = service.get("/api/v1/decisions/" + id, "analyst").body();
            assertThat(shown)
                    .contains("\"delay\":180")
                    .doesNotContain("Lovelace")
                    .doesNotContain("$sealed");
            end(service);
            assertThat(service.output()).doesNotContain("Lovelace");
        }
        byte[] wanted = "Lovelace".getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertThat(holds(Files.readAllBytes(each), wanted))
                        .as("%s", each)
                        .isFalse();
            }
        }
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}

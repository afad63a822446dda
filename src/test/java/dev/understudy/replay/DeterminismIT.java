package dev.understudy.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.client.Answers;
import dev.understudy.client.Decided;
import dev.understudy.client.DecisionRequest;
import dev.understudy.client.UnderstudyClient;
import dev.understudy.testsupport.Flights;
import dev.understudy.testsupport.ServiceProcess;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each decision of the demo, decided again on its own commit: by the same process, by the next one, by another node. */
class DeterminismIT {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private Path data;
    private Path other;

    @BeforeEach
    void makeDataFolders() {
        data = TestFolders.create("understudy-same");
        other = TestFolders.create("understudy-other");
    }

    @AfterEach
    void deleteDataFolders() {
        http.close();
        TestFolders.delete(data);
        TestFolders.delete(other);
    }

    private ServiceProcess start() throws InterruptedException {
        ServiceProcess service =
                ServiceProcess.start(Map.of("UNDERSTUDY_SIGNING_KEY", KEY), data, "run", "--port", "0");
        service.awaitReady();
        return service;
    }

    /** Another node on the first one's database, with a copy of its rules. */
    private ServiceProcess startOther(int at) throws IOException, InterruptedException {
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        Map<String, String> environment = Map.of(
                "UNDERSTUDY_SIGNING_KEY",
                KEY,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME",
                "understudy",
                "QUARKUS_DATASOURCE_PASSWORD",
                Files.readString(data.resolve("secrets/postgres.password")).strip(),
                "UNDERSTUDY_REPOSITORY_URL",
                data.resolve("rules.git").toUri().toString());
        ServiceProcess service = ServiceProcess.start(environment, other, "serve", "--port", Integer.toString(at));
        // In production it says nothing on its output but its log.
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://localhost:" + at + "/q/health/ready"))
                .build();
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(http.send(ready, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200));
        return service;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private HttpRequest.Builder request(String url, String path, String account) {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Basic " + credentials);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Decides every flight; gives the ids. */
    private static List<String> decideAll(String url) throws IOException {
        List<DecisionRequest> flights = Flights.bodies().stream()
                .map(body -> DecisionRequest.ofBody("flight-compensation", new String(body, StandardCharsets.UTF_8)))
                .toList();
        try (UnderstudyClient app =
                        UnderstudyClient.at(url).account("app", "app").build();
                Answers answers = app.batch("flight-compensation", flights.iterator())) {
            return answers.stream().map(each -> ((Decided) each).id()).toList();
        }
    }

    private void awaitLogged(String url, List<String> ids) {
        HttpRequest all =
                request(url, "/api/v1/decisions?format=ndjson", "analyst").build();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(send(all).lines().count()).isEqualTo(ids.size()));
    }

    /** How many give the same bytes as then. */
    private long identical(String url, List<String> ids) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> answers = new ArrayList<>();
            for (String id : ids) {
                HttpRequest replay = request(url, "/api/v1/decisions/" + id + "/replay", "analyst")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                answers.add(threads.submit(() -> send(replay)));
            }
            long identical = 0;
            for (Future<String> answer : answers) {
                identical += json.readTree(answer.get()).path("identical").asBoolean() ? 1 : 0;
            }
            return identical;
        }
    }

    @Test
    void everyDecisionOfTheDemoIsDecidedAgainToTheByte() throws Exception {
        List<String> ids;
        try (ServiceProcess service = start()) {
            ids = decideAll(service.url());
            assertThat(ids).hasSize(5_000);
            awaitLogged(service.url(), ids);
            assertThat(identical(service.url(), ids)).isEqualTo(5_000);
            service.terminate();
            service.waitFor();
        }
        try (ServiceProcess service = start()) {
            assertThat(identical(service.url(), ids)).as("after a restart").isEqualTo(5_000);
            int port = freePort();
            try (ServiceProcess another = startOther(port)) {
                assertThat(identical("http://localhost:" + port, ids))
                        .as("on another node")
                        .isEqualTo(5_000);
                another.terminate();
                another.waitFor();
            }
            service.terminate();
            service.waitFor();
        }
    }
}

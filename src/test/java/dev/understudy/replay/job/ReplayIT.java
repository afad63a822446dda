package dev.understudy.replay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.GitClient;
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
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed while it replays. */
class ReplayIT {
    private static final int DECISIONS = 20_000;
    private static final String RULES = "flight-compensation/eu261.drl";

    @TempDir
    Path clones;

    private final ObjectMapper json = new ObjectMapper();
    private Path data;

    @BeforeEach
    void makeDataFolder() {
        data = TestFolders.create("understudy-replay");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    private static ServiceProcess start(Path data) throws InterruptedException {
        ServiceProcess service = ServiceProcess.start(Map.of(), data, "run", "--port", "0");
        service.awaitReady();
        return service;
    }

    private String post(ServiceProcess service, String path, String account, String body)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return answer.body();
        }
    }

    private JsonNode get(ServiceProcess service, String path) throws IOException, InterruptedException {
        return json.readTree(service.get(path, "analyst").body());
    }

    /** Flights, of which every second is late, and half are short. */
    private void decide(ServiceProcess service) throws IOException, InterruptedException {
        String lines = IntStream.range(0, DECISIONS)
                .mapToObj(i -> "{\"facts\":{\"Flight\":{\"date\":\"2001/01/01 13:38\",\"delay\":"
                        + (i % 2 == 0 ? 200 : 10) + ",\"distance\":" + (i % 4 < 2 ? 291 : 1500)
                        + ",\"passengerName\":\"Ada\"}}}")
                .collect(Collectors.joining("\n"));
        post(service, "/api/v1/rulesets/flight-compensation/decisions/batch", "app", lines);
    }

    /** A branch that pays 310 for short flights, and takes its time. */
    private void push(ServiceProcess service) throws IOException {
        String url = service.url().replace("http://", "http://analyst:analyst@") + "/git/rules.git";
        GitClient.in(clones).ok("clone", "-q", url, "rules");
        GitClient git = GitClient.in(clones.resolve("rules"));
        git.ok("checkout", "-q", "-b", "slow");
        Path file = git.folder().resolve(RULES);
        String rules = Files.readString(file);
        String changed = rules.replace("new Compensation(250, \"EUR\")", "new Compensation(310, \"EUR\")")
                .replace(
                        "rule \"Short haul\"",
                        "rule \"Slow\"\nwhen\n    Flight()\nthen\n    int sum = 0;\n"
                                + "    for (int i = 0; i < 150000; i++) {\n        sum += i % 7;\n    }\nend\n\n"
                                + "rule \"Short haul\"");
        assertThat(changed).isNotEqualTo(rules);
        Files.writeString(file, changed);
        git.commit("Slow");
        git.ok("push", "-q", "origin", "HEAD");
    }

    @Test
    void whatWasKilledHalfwayEndsAsIfItHadNotBeen() throws Exception {
        String replay;
        try (ServiceProcess service = start(data)) {
            decide(service);
            push(service);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> service.get("/api/v1/decisions?format=csv", "analyst")
                                    .body()
                                    .lines()
                                    .count()
                            == DECISIONS + 1);
            String asked = post(
                    service, "/api/v1/replays", "analyst", "{\"ruleset\":\"flight-compensation\",\"onto\":\"slow\"}");
            replay = "/api/v1/replays/" + json.readTree(asked).get("id").asText();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> get(service, replay).at("/result/counted").asInt() > 0);
            assertThat(get(service, replay).get("state").asText()).isEqualTo("running");
            service.kill();
        }

        try (ServiceProcess service = start(data)) {
            assertThat(get(service, replay).at("/result/counted").asInt()).isBetween(1, DECISIONS - 1);
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> get(service, replay).get("state").asText().equals("done"));
            JsonNode result = get(service, replay).get("result");
            assertThat(result.get("counted").asInt()).isEqualTo(DECISIONS);
            assertThat(result.get("changed").asInt()).isEqualTo(DECISIONS / 4);
            assertThat(result.get("unchanged").asInt()).isEqualTo(DECISIONS / 4 * 3);
            assertThat(result.get("kinds")).hasSize(1);
            assertThat(result.at("/sums/0/then").asInt()).isEqualTo(DECISIONS / 4 * (250 + 400));
            assertThat(result.at("/sums/0/difference").asInt()).isEqualTo(DECISIONS / 4 * 60);
            assertThat(result.at("/rules/0/rule").asText()).isEqualTo("Slow");
            assertThat(result.at("/rules/0/onlyNow").asInt()).isEqualTo(DECISIONS);
            assertThat(service.output()).doesNotContain("Ada");
            service.terminate();
            assertThat(service.waitFor()).isEqualTo(143);
        }
    }
}

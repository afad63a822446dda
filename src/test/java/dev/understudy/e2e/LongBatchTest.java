package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is still being sent while what is live changes. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class LongBatchTest {
    private static final String ANSWER = "Reply\\(\"\\w+\"\\)";
    private static final int LINES = 3_000;

    @TempDir
    Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    /** A batch whose lines are sent a part at a time. */
    private final class Batch implements AutoCloseable {
        private final Staged staged;
        private final PipedOutputStream out = new PipedOutputStream();
        private final CompletableFuture<HttpResponse<String>> answer;
        private String last = "";

        Batch(Staged staged) throws IOException {
            this.staged = staged;
            PipedInputStream in = new PipedInputStream(out, 1 << 20);
            String credentials = Base64.getEncoder().encodeToString("app:app".getBytes(StandardCharsets.UTF_8));
            answer = http.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/rulesets/"
                                    + staged.name + "/decisions/batch"))
                            .header("Authorization", "Basic " + credentials)
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> in))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** Sends many lines, and waits until some of them were decided. */
        void send() throws IOException {
            last = "unit-" + ThreadLocalRandom.current().nextInt(1 << 30);
            out.write((Staged.body(last) + "\n").repeat(LINES).getBytes(StandardCharsets.UTF_8));
            out.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !as("auditor")
                            .queryParam("ruleset", staged.name)
                            .queryParam("routingKey", last)
                            .get("/api/v1/decisions")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getList("decisions.id")
                            .isEmpty());
        }

        List<JsonNode> end() throws IOException {
            out.close();
            HttpResponse<String> all = answer.join();
            assertThat(all.statusCode()).isEqualTo(200);
            List<JsonNode> lines = new ArrayList<>();
            for (String line : all.body().lines().toList()) {
                lines.add(json.readTree(line));
            }
            return lines;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static List<String> texts(List<JsonNode> answers) {
        return answers.stream()
                .map(each -> each.at("/outcome/Reply/0/text").asText())
                .toList();
    }

    @Test
    void goesOnByTheRulesThatItBeganWithWhateverIsPromoted() throws IOException {
        Staged staged = new Staged(folder);
        String first = staged.mainCommit();
        try (Batch batch = new Batch(staged)) {
            batch.send();
            staged.push(ANSWER, "Reply(\"two\")");
            staged.awaitReply("two");
            batch.send();
            List<JsonNode> answers = batch.end();
            assertThat(texts(answers)).hasSize(2 * LINES).containsOnly("one");
            assertThat(answers.getLast().path("commit").asText()).isEqualTo(first);
        }
    }

    @Test
    void isDecidedByWhatARevertPutsBackFromTheNextLineOn() throws IOException {
        Staged staged = new Staged(folder);
        String first = staged.mainCommit();
        staged.push(ANSWER, "Reply(\"two\")");
        staged.awaitReply("two");
        String second = staged.mainCommit();
        try (Batch batch = new Batch(staged)) {
            batch.send();
            as("operator")
                    .body("{}")
                    .post("/api/v1/rulesets/" + staged.name + "/revert")
                    .then()
                    .statusCode(200);
            batch.send();
            List<JsonNode> answers = batch.end();
            List<String> texts = texts(answers);
            int switched = texts.indexOf("one");
            assertThat(texts).hasSize(2 * LINES);
            assertThat(switched).isBetween(1, LINES);
            assertThat(texts.subList(0, switched)).containsOnly("two");
            assertThat(texts.subList(switched, texts.size())).containsOnly("one");
            assertThat(answers.getFirst().path("commit").asText()).isEqualTo(second);
            assertThat(answers.get(switched).path("commit").asText()).isEqualTo(first);
        }
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many decisions in one request. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class BatchTest {
    private static final String BATCH = Api.FLIGHTS + "/batch";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private static String flight(int distance) {
        return "{\"facts\": {\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": 300, \"distance\": " + distance
                + "}}}";
    }

    private static ValidatableResponse post(RequestSpecification caller, String body) {
        return caller.contentType("application/octet-stream")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(BATCH)
                .then();
    }

    private static List<JsonNode> lines(String body) {
        return post(as("app"), body)
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(BatchTest::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static int amount(JsonNode decision) {
        return decision.at("/outcome/Compensation/0/amount").asInt();
    }

    @Test
    void twentyThousandLinesAreAnsweredInOrder() {
        int[] distances = {300, 1_500, 3_000};
        int[] amounts = {250, 400, 600};
        String body = IntStream.range(0, 20_000)
                .mapToObj(i -> flight(distances[i % 7 % 3] + i % 10))
                .collect(Collectors.joining("\n"));
        List<JsonNode> answers = lines(body);
        assertThat(answers).hasSize(20_000);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(amount(answers.get(i))).as("line %d", i + 1).isEqualTo(amounts[i % 7 % 3]);
        }
        assertThat(answers.stream().map(each -> each.get("id").asText()).distinct())
                .hasSize(20_000);
    }

    @Test
    void aBadLineIsAProblemWithItsNumberAndTheRestGoesOn() {
        List<JsonNode> answers = lines(flight(300) + "\nnonsense\n" + flight(1_500)
                + "\n{\"facts\": {\"Fligth\": {}}}\n" + flight(3_000) + "\n");
        assertThat(answers).hasSize(5);
        assertThat(answers.stream().map(BatchTest::amount)).containsExactly(250, 0, 400, 0, 600);
        assertThat(answers.get(1).get("line").asInt()).isEqualTo(2);
        assertThat(answers.get(1).get("status").asInt()).isEqualTo(400);
        assertThat(answers.get(3).get("line").asInt()).isEqualTo(4);
        assertThat(answers.get(3).get("pointer").asText()).isEqualTo("/facts/Fligth");
    }

    @Test
    void emptyLinesCountAndGetNoAnswer() {
        List<JsonNode> answers = lines("\n\n" + flight(300) + "\r\n  \t\n\nnonsense\n\n");
        assertThat(answers).hasSize(2);
        assertThat(amount(answers.get(0))).isEqualTo(250);
        assertThat(answers.get(1).get("line").asInt()).isEqualTo(6);
    }

    @Test
    void anEmptyBodyIsAnEmptyAnswer() {
        assertThat(post(as("app"), "").statusCode(200).extract().asString()).isEmpty();
        assertThat(post(as("app"), "\n \n").statusCode(200).extract().asString())
                .isEmpty();
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(lines(flight(300))).hasSize(1);
    }

    @Test
    void aLineThatNeverEndsEndsTheBatchWithAProblem() {
        List<JsonNode> answers = lines(flight(300) + "\n" + "x".repeat(3 << 20) + "\n" + flight(300) + "\n");
        assertThat(answers).hasSize(2);
        assertThat(amount(answers.get(0))).isEqualTo(250);
        assertThat(answers.get(1).get("status").asInt()).isEqualTo(413);
        assertThat(answers.get(1).get("detail").asText()).contains("Line 2").contains("The batch ends here");
    }

    @Test
    void aLongLineThatEndsIsDecided() {
        String padded = flight(300).replace("\"facts\"", " ".repeat(1 << 20) + "\"facts\"");
        List<JsonNode> answers = lines(flight(1_500) + "\n" + padded + "\n" + flight(3_000));
        assertThat(answers.stream().map(BatchTest::amount)).containsExactly(400, 250, 600);
    }

    @Test
    void theHeaderOfTheRequestChoosesForAllLines() {
        String branch = Author.draft(folder, 281);
        ValidatableResponse answer = post(on(branch), flight(300) + "\n" + flight(300) + "\n");
        answer.statusCode(200)
                .header("Rules-Branch", branch)
                .header("Rules-Selected-By", "HEADER")
                .contentType("application/x-ndjson");
        assertThat(answer.extract().asString().lines().map(BatchTest::json).map(BatchTest::amount))
                .containsExactly(281, 281);
    }

    @Test
    void anUnknownRulesetOrBranchIsAProblemOfTheWholeRequest() {
        post(on("no/such"), flight(300)).statusCode(404).contentType("application/problem+json");
        as("app")
                .body(flight(300))
                .post("/api/v1/rulesets/no-such/decisions/batch")
                .then()
                .statusCode(404);
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft that fires for ever on flights of one airport. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class QuarantineTest {
    private static final String LOOPING = Api.SHORT_FLIGHT.replace("SLC", "ZZZ");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /** Pushes the loop; each time with other limits, so that no two tests have the same rules. */
    private static String push(Author author, int firings) {
        String branch = author.branch();
        author.edit(Author.RULES, "\nrule \"Short haul\"", """

                rule "Loop"
                when
                    $$flight : Flight(origin == "ZZZ", delay > 0)
                then
                    modify($$flight) { setDelay($$flight.getDelay()) }
                end

                rule "Short haul\"""".replace("$$", "\\$"))
                .edit("flight-compensation/ruleset.yaml", "firings: \\d+", "firings: " + firings)
                .push();
        return branch;
    }

    private static void stop(String branch, int times) {
        for (int i = 0; i < times; i++) {
            loop(on(branch), 422, "budget-exceeded");
        }
    }

    private static void loop(RequestSpecification caller, int status, String problem) {
        caller.body(LOOPING)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:understudy:problem:" + problem));
    }

    @Test
    void isAnsweredAtOnceWith429WhileOthersDecide() {
        Author author = Author.clone("analyst", folder);
        String fine = Author.draft(folder, 251);
        String branch = push(author, 601);
        decide(on(branch)).statusCode(200).body("effective", equalTo(false));
        stop(branch, 5);
        decide(on(branch))
                .statusCode(429)
                .header("Retry-After", nullValue())
                .header("Rules-Branch", branch)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:understudy:problem:quarantined"))
                .body("detail", containsString("'flight-compensation' on '" + branch + "' is quarantined since "))
                .body("branch", equalTo(branch))
                .body("limit", equalTo("firings"))
                .body("rule", equalTo("Loop"))
                .body("file", equalTo(Author.RULES))
                .body("line", greaterThan(1))
                .body("since", notNullValue());
        decide(on(fine)).statusCode(200).body("outcome.Compensation[0].amount", equalTo(251));
        decide(as("app")).statusCode(200).body("outcome.Compensation[0].amount", equalTo(250));
        on(branch)
                .body("{\"facts\": {}}")
                .post("/api/v1/rulesets/dose-check/decisions")
                .then()
                .statusCode(200);
        on(branch).get("/api/v1/rulesets/flight-compensation/openapi").then().statusCode(200);
    }

    @Test
    void isSeenInTheApiAndInTheMetrics() {
        Author author = Author.clone("analyst", folder);
        String branch = push(author, 602);
        stop(branch, 5);
        on(branch)
                .get("/api/v1/rulesets/flight-compensation")
                .then()
                .statusCode(200)
                .body("state", equalTo("QUARANTINED"))
                .body("budgetUsed", equalTo(1.0f))
                .body("quarantine.branch", equalTo(branch))
                .body("quarantine.commit", equalTo(author.head()))
                .body("quarantine.limit", equalTo("firings"))
                .body("quarantine.rule", equalTo("Loop"))
                .body("quarantine.since", containsString("T"))
                .body("quarantine.reason", containsString("602 rules fired"));
        String ruleset = "find { it.name == '" + branch + "' }.rulesets.find { it.name == 'flight-compensation' }";
        as("analyst")
                .get("/api/v1/branches")
                .then()
                .body("find { it.name == '" + branch + "' }.state", equalTo("QUARANTINED"))
                .body(ruleset + ".state", equalTo("QUARANTINED"))
                .body(ruleset + ".quarantine.rule", equalTo("Loop"))
                .body("find { it.name == 'main' }.state", equalTo("LIVE"))
                .body("find { it.name == 'main' }.rulesets[0].quarantine", nullValue());
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("understudy_quarantined(\\{[^}]*})? [1-9]")
                .containsPattern("understudy_decisions_seconds_count\\{[^}]*outcome=\"budget_exceeded\"");
    }

    @Test
    void aCommitWithOtherRulesEndsItAndTheSameRulesDoNot() {
        Author author = Author.clone("analyst", folder);
        String branch = push(author, 603);
        String looping = author.head();
        stop(branch, 5);
        author.git().commit("Nothing but a commit");
        author.git().ok("push", "-q", "-f", "origin", "HEAD");
        loop(on(branch), 429, "quarantined");
        author.git().ok("push", "-q", "origin", "HEAD:refs/heads/" + branch + "-again");
        loop(on(branch + "-again"), 429, "quarantined");

        author.edit(Author.RULES, "origin == \"ZZZ\"", "origin == \"none\"").push();
        decide(on(branch)).statusCode(200);
        on(branch).body(LOOPING).post(Api.FLIGHTS).then().statusCode(200);
        loop(on(branch + "@" + looping), 429, "quarantined");
        on(branch)
                .get("/api/v1/rulesets/flight-compensation")
                .then()
                .body("state", equalTo("LIVE"))
                .body("quarantine", nullValue());
    }

    @Test
    void linesOfABatchCountAndTheRestIsAnsweredAtOnce() {
        Author author = Author.clone("analyst", folder);
        String branch = push(author, 604);
        String body = Api.SHORT_FLIGHT + "\n" + (LOOPING + "\n").repeat(7) + Api.SHORT_FLIGHT + "\n";
        List<Integer> statuses = on(branch)
                .contentType("application/octet-stream")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Api.FLIGHTS + "/batch")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(line -> json(line).path("status").asInt(200))
                .toList();
        assertThat(statuses).containsExactly(200, 422, 422, 422, 422, 422, 429, 429, 429);
        on(branch)
                .contentType("application/octet-stream")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Api.FLIGHTS + "/batch")
                .then()
                .statusCode(429)
                .contentType("application/problem+json");
    }

    @Test
    void mainDecidesByRulesThatWereQuarantinedAsADraft() {
        Author admin = Author.clone("admin", folder);
        String branch = admin.branch();
        admin.git()
                .write("e2e-loop/ruleset.yaml", "facts: {in: [Ping], out: [Pong]}\n")
                .write("e2e-loop/loop.drl", """
                        package e2e.loop
                        declare Ping
                            n : int
                        end
                        declare Pong
                            n : int
                        end
                        rule "Loop"
                        when
                            $ping : Ping(n > 0)
                        then
                            modify($ping) { setN($ping.getN()) }
                        end
                        """);
        admin.push();
        ping(on(branch), 422, 5);
        ping(on(branch), 429, 1);
        try {
            admin.git().ok("push", "-q", "origin", "HEAD:main");
            ping(as("app"), 422, 8);
            ping(on(branch), 422, 8);
            as("analyst")
                    .get("/api/v1/rulesets/e2e-loop")
                    .then()
                    .body("state", equalTo("LIVE"))
                    .body("quarantine", nullValue());
            assertThat(given().get("/q/metrics").asString())
                    .contains("understudy_main_budget_stops_total{ruleset=\"e2e-loop\"} 8.0");
        } finally {
            admin.git().ok("rm", "-rq", "e2e-loop");
            admin.git().commit("Without the loop");
            admin.git().ok("push", "-q", "origin", "HEAD:main");
        }
    }

    private static void ping(RequestSpecification caller, int status, int times) {
        for (int i = 0; i < times; i++) {
            caller.body("{\"facts\": {\"Ping\": {\"n\": 1}}}")
                    .post("/api/v1/rulesets/e2e-loop/decisions")
                    .then()
                    .statusCode(status);
        }
    }

    @Test
    void explainTellsWhatOfTheBudgetWasUsed() {
        as("app")
                .queryParam("explain", true)
                .body(Api.SHORT_FLIGHT)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .body("budget.firings", greaterThan(0))
                .body("budget.firings", lessThan(100))
                .body("budget.mostFirings", equalTo(1_000))
                .body("budget.steps", greaterThan(0))
                .body("budget.mostSteps", equalTo(1_000_000))
                .body("budget.timeMicros", lessThan(100_000))
                .body("budget.mostTimeMicros", equalTo(100_000));
        decide(as("app")).body("budget", nullValue());
    }

    @Test
    void aDecisionNearItsLimitIsToldInTheMetricsAndOfTheRuleset() {
        int firings = as("app")
                .queryParam("explain", true)
                .body(Api.SHORT_FLIGHT)
                .post(Api.FLIGHTS)
                .then()
                .extract()
                .path("budget.firings");
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit("flight-compensation/ruleset.yaml", "firings: \\d+", "firings: " + firings)
                .push();
        decide(on(branch)).statusCode(200);
        on(branch)
                .get("/api/v1/rulesets/flight-compensation")
                .then()
                .body("state", equalTo("LIVE"))
                .body("budgetUsed", equalTo(1.0f));
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("understudy_decisions_near_limit_total\\{effective=\"false\",limit=\"firings\","
                        + "ruleset=\"flight-compensation\"} [1-9]");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}

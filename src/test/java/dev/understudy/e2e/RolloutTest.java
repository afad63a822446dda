package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candidates that take over by stages, and those that do harm. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class RolloutTest {
    private static final String ANSWER = "Reply\\(\"one\"\\)";
    private static final String FAILS = "Reply(\"n\" + 1 / (\\$ask.getN() - 1))";

    @TempDir
    Path folder;

    @Inject
    DataSource database;

    @Test
    void aHealthyCandidateTakesOverTheSameUnitsFirstAndThenIsMain() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = staged.rollOutAndRoute(
                change,
                Map.of(
                        "stages",
                        List.of(
                                Map.of("percent", 40, "soak", "1s", "units", 3),
                                Map.of("percent", 80, "soak", "1s", "units", 3))));
        Staged.act("operator", id, "pause").statusCode(200).body("state", equalTo("PAUSED"));
        change.get().body("state", equalTo("ROLLING_OUT"));
        String candidate = Staged.get(id).getString("candidate");
        Map<String, String> sides = sides(staged, candidate);
        assertThat(sides.values()).contains("one", "two");
        assertThatTheLogKeepsWhy(staged, sides);
        assertThatBatchesAreMixed(staged, sides);
        assertThat(Staged.text(as("analyst")
                        .header("Rules-Branch", "main")
                        .body(Staged.body(in(sides, "two")))
                        .post("/api/v1/rulesets/" + staged.name + "/decisions")))
                .isEqualTo("one");
        Staged.act("operator", id, "advance").statusCode(409).body("state", equalTo("PAUSED"));
        Staged.act("operator", id, "resume").statusCode(200).body("state", equalTo("RUNNING"));
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
            sides.forEach((who, text) -> {
                String now = Staged.text(staged.decide(who));
                // Growing only adds people.
                assertThat("two".equals(text) ? now : "two").isEqualTo("two");
            });
            return Staged.get(id).getString("state").equals("PROMOTED");
        });
        assertThat(Staged.text(staged.decide(in(sides, "one")))).isEqualTo("two");
        assertThatItIsMain(staged, change, id);
    }

    private void assertThatItIsMain(Staged staged, Change change, String id) {
        change.get().body("state", equalTo("MERGED"));
        assertThat(staged.mainRules()).contains("two");
        assertThat(staged.mainCommit()).isEqualTo(Staged.get(id).getString("main"));
        as("auditor")
                .queryParam("subject", "rollout:" + id)
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItem("rollout.promoted"))
                .body("records.action", hasItem("rollout.advanced"));
        // A crash behind the move of main, before anybody wrote that down.
        Sql.run(database, "update rollout set state = 'PROMOTING' where id = '" + id + "'");
        Sql.run(
                database,
                "update change_request set state = 'ROLLING_OUT', merged_at = null where id = " + change.number);
        Staged.await(id, "PROMOTED");
        change.get().body("state", equalTo("MERGED"));
    }

    private static Map<String, String> sides(Staged staged, String candidate) {
        Map<String, String> sides = new HashMap<>();
        for (int i = 0; i < 90; i++) {
            String who = "unit-" + i % 30;
            Response answer = staged.decide(who);
            boolean isCandidate = "two".equals(Staged.text(answer));
            assertThat(answer.<String>path("selectedBy")).isEqualTo(isCandidate ? "ROLLOUT" : "DEFAULT");
            assertThat(answer.header("Rules-Selected-By")).isEqualTo(answer.path("selectedBy"));
            assertThat(answer.header("Rules-Commit")).isEqualTo(answer.path("commit"));
            assertThat(answer.<Boolean>path("effective")).isTrue();
            assertThat(answer.<String>path("commit").equals(candidate)).isEqualTo(isCandidate);
            assertThat(sides.computeIfAbsent(who, each -> Staged.text(answer))).isEqualTo(Staged.text(answer));
        }
        return sides;
    }

    private static String in(Map<String, String> sides, String text) {
        return sides.entrySet().stream()
                .filter(each -> each.getValue().equals(text))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static void assertThatTheLogKeepsWhy(Staged staged, Map<String, String> sides) {
        Response decided = staged.decide(in(sides, "two"));
        String id = decided.path("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> as("auditor")
                        .get("/api/v1/decisions/" + id)
                        .then()
                        .statusCode(200)
                        .body("rolloutSide", equalTo("candidate"))
                        .body("assignment.candidate", equalTo(true))
                        .body("assignment.ppm", equalTo(400_000))
                        .body("assignment.unit", equalTo(in(sides, "two"))));
    }

    private static void assertThatBatchesAreMixed(Staged staged, Map<String, String> sides) {
        StringBuilder lines = new StringBuilder();
        sides.keySet().forEach(who -> lines.append(Staged.body(who)).append('\n'));
        lines.append("{\"facts\": {\"Ask\": {\"n\": 1}}}\n");
        List<String> answers = as("app")
                .contentType("application/octet-stream")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/rulesets/" + staged.name + "/decisions/batch")
                .asString()
                .lines()
                .toList();
        int next = 0;
        for (String text : sides.values()) {
            assertThat(answers.get(next++)).contains("\"text\":\"" + text + "\"");
        }
        assertThat(answers.get(next)).contains("\"text\":\"one\"").contains("DEFAULT");
    }

    @Test
    void aCandidateThatFailsIsOffAndCallersNoticeNothing() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, FAILS);
        String id = staged.rollOut(change, Staged.plan(50, "1h", 1));
        for (int i = 0; i < 20; i++) {
            assertThat(Staged.text(staged.decide("unit-" + i))).isEqualTo("one");
        }
        Staged.await(id, "ROLLED_BACK");
        assertThat(Staged.get(id).getString("reason"))
                .contains("The candidate failed")
                .contains("Reply");
        change.get()
                .body("state", equalTo("OPEN"))
                .body("reviews.author", hasItem("understudy"))
                .body("reviews.text", hasItem(containsString("Rolled back in stage 1")));
        assertThat(staged.mainRules()).contains("one");
        for (String action : List.of("advance", "pause", "resume", "rollback")) {
            Staged.act("operator", id, action)
                    .statusCode(409)
                    .body("type", equalTo("urn:understudy:problem:rollout-state"));
        }
    }

    @Test
    void whatCallersReportAsBadRollsBack() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"worse\")");
        String id = staged.rollOut(change, Staged.plan(50, "1h", 1));
        Response first = staged.decide("unit");
        Awaitility.await().until(() -> judge("app", first.path("id"), "good") == 201);
        assertThat(judge("app", first.path("id"), "good")).isEqualTo(200);
        assertThat(judge("app", first.path("id"), "bad")).isEqualTo(409);
        assertThat(judge("analyst", first.path("id"), "bad")).isEqualTo(403);
        assertThat(judge("app", "0192d5a0-1c2b-7000-8000-000000000000", "bad")).isEqualTo(404);
        assertThat(judge("app", "x", "bad")).isEqualTo(400);
        assertThat(judge("app", first.path("id"), "awful")).isEqualTo(400);
        for (int i = 0; i < 80 && !Staged.get(id).getString("state").equals("ROLLED_BACK"); i++) {
            Response answer = staged.decide("unit-" + i);
            if ("worse".equals(Staged.text(answer))) {
                Awaitility.await().until(() -> judge("app", answer.path("id"), "bad") == 201);
            }
        }
        Staged.await(id, "ROLLED_BACK");
        assertThat(Staged.get(id).getInt("evidence.reported.candidate")).isBetween(5, 20);
        assertThat(Staged.get(id).getString("reason")).contains("more often than by chance");
        change.get().body("reviews.text", hasItem(containsString("reported: ")));
    }

    private static int judge(String account, String id, String verdict) {
        return as(account)
                .body(Map.of("verdict", verdict, "reason", "Said so."))
                .post("/api/v1/decisions/" + id + "/feedback")
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"stages": []}                                                            | /plan/stages
                {"stages": [{"percent": 10, "soak": "1m"}, {"percent": 5, "soak": "1m"}]} | /plan/stages/1
                {"stages": [{"percent": 101, "soak": "1m"}]}                              | /plan/stages/0/percent
                {"stages": [{"percent": 1, "soak": "1m"}], "holdout": 60}                 | /plan/holdout
                {"stages": [{"cohort": "facts.Ask[0].whom == 'x'", "soak": "1m"}]}        | /plan/stages/0/cohort
                {"stages": [{"cohort": "facts.Ask.all(a, true)", "soak": "1m"}]}          | /plan/stages/0/cohort
                """)
    void aPlanThatCannotBeFollowedIsRefusedWithItsPlace(String plan, String pointer) {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        as("operator")
                .body("{\"changeRequest\": " + change.number + ", \"expectedHead\": \"" + change.author.head()
                        + "\", \"plan\": " + plan + "}")
                .post(Staged.ROLLOUTS)
                .then()
                .statusCode(400)
                .body("pointer", equalTo(pointer));
        change.get().body("state", equalTo("APPROVED"));
    }

    @Test
    void aSecondRolloutWaitsAndIsSteeredByOperatorsAlone() {
        Staged staged = new Staged(folder);
        Change first = staged.change(ANSWER, "Reply(\"two\")");
        Change second = staged.change("(?m)^package", "// Another\npackage");
        Staged.start("analyst", first, Staged.plan(50, "1h", 1)).statusCode(403);
        Staged.start("operator", first, null)
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:merge-blocked"));
        String running = staged.rollOut(first, Staged.plan(50, "1h", 1));
        String waiting = Staged.start("operator", second, Staged.plan(50, "1h", 1))
                .statusCode(201)
                .body("state", equalTo("QUEUED"))
                .body("place", equalTo(1))
                .extract()
                .path("id");
        as("operator")
                .body("")
                .post("/api/v1/rulesets/" + staged.name + "/revert")
                .then()
                .statusCode(409)
                .body("detail", containsString("Rollout " + running + " is under way"));
        Staged.act("reviewer", running, "rollback").statusCode(403);
        as("app").get(Staged.ROLLOUTS + "/" + running).then().statusCode(403);
        as("operator").get(Staged.ROLLOUTS + "/" + running + "/key").then().statusCode(403);
        as("auditor")
                .get(Staged.ROLLOUTS + "/" + running + "/key")
                .then()
                .statusCode(200)
                .body("key.length()", equalTo(64));
        as("operator").get(Staged.ROLLOUTS + "/x").then().statusCode(404);
        Staged.act("operator", "0192d5a0-1c2b-7000-8000-000000000000", "pause").statusCode(404);
        Staged.act("operator", running, "rollback").statusCode(200).body("state", equalTo("ROLLED_BACK"));
        first.get().body("state", equalTo("OPEN"));
        Staged.await(waiting, "RUNNING");
        // A crash behind the wish to promote, before main moved.
        Sql.run(database, "update rollout set state = 'PROMOTING' where id = '" + waiting + "'");
        Staged.await(waiting, "PROMOTED");
        second.get().body("state", equalTo("MERGED"));
        assertThat(staged.mainRules()).contains("// Another");
    }
}

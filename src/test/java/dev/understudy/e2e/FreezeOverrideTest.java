package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Receiver;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts that go on in a freeze, since two people want it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class FreezeOverrideTest {
    private static final String ANSWER = "Reply\\(\"one\"\\)";
    private static final String FROZEN = "urn:understudy:problem:frozen";

    @TempDir
    Path folder;

    @Inject
    DataSource database;

    private static Map<String, Object> plan(Instant frozenFrom) {
        return Map.of(
                "stages",
                List.of(Map.of("percent", 50, "soak", "1h"), Map.of("percent", 80, "soak", "1h")),
                "windows",
                Map.of(
                        "deny",
                        List.of(Map.of(
                                "from",
                                frozenFrom.truncatedTo(ChronoUnit.SECONDS).toString(),
                                "to",
                                frozenFrom
                                        .plus(Duration.ofDays(1))
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                "reason",
                                "End of year"))));
    }

    private static ValidatableResponse override(String account, String id, String reason) {
        return as(account)
                .body(Map.of("reason", reason))
                .post("/api/v1/rollouts/" + id + "/override")
                .then();
    }

    private static String frozen(Staged staged, Change change) {
        String id = Staged.start("operator", change, plan(Instant.now().minusSeconds(3_600)))
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(Staged.get(id).getString("state")).isEqualTo("QUEUED");
        assertThat(Staged.text(staged.decide("anybody"))).isEqualTo("one");
        return id;
    }

    private static ValidatableResponse asked(String account, String id, String... actions) {
        return as(account)
                .queryParam("subject", "rollout:" + id)
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItems(actions));
    }

    @Test
    void twoPeopleWithReasonsHaveItGoOnAndOthersAreTold() {
        try (Receiver receiver = new Receiver()) {
            Staged staged = new Staged(folder);
            as("admin")
                    .body(Map.of("url", receiver.url("/"), "rulesets", List.of(staged.name)))
                    .post("/api/v1/webhooks")
                    .then()
                    .statusCode(201);
            String id = frozen(staged, staged.change(ANSWER, "Reply(\"two\")"));
            twoPeopleSaySo(id);
            Staged.await(id, "RUNNING");
            Staged.act("operator", id, "advance").statusCode(200).body("stage.number", equalTo(2));
            asked("auditor", id, "rollout.freeze-override-requested", "rollout.freeze-overridden", "rollout.started")
                    .body("records.after.numbers.confirmedBy", hasItem("admin"))
                    .body("records.after.numbers.requestedBy", hasItem("operator"))
                    .body("records.after.numbers.override", hasItem("A law has changed."));
            as("analyst")
                    .get("/api/v1/rollouts/" + id + "/override")
                    .then()
                    .statusCode(200)
                    .body("size()", equalTo(1));
            // The freeze that they meant is over, and here is another.
            Sql.run(database, "update freeze_override set until = now() where rollout = '" + id + "'");
            Staged.act("operator", id, "advance")
                    .statusCode(409)
                    .body("type", equalTo(FROZEN))
                    .body("detail", containsString("End of year"));
            Staged.act("operator", id, "rollback").statusCode(200);
            override("operator", id, "Again.").statusCode(409);
            assertThatTheyWereTold(receiver, id);
        }
    }

    private static void twoPeopleSaySo(String id) {
        override("analyst", id, "Now.").statusCode(403);
        override("operator", id, " ").statusCode(400).body("pointer", equalTo("/reason"));
        override("operator", id, "A law has changed.")
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("lapsesAt", notNullValue());
        override("operator", id, "I mean it.")
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:second-person-needed"))
                .body("requestedBy", equalTo("operator"));
        assertThat(Staged.get(id).getString("state")).isEqualTo("QUEUED");
        override("admin", id, "It has.")
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("requestedBy", equalTo("operator"))
                .body("confirmedBy", equalTo("admin"))
                .body("until", notNullValue());
    }

    private static void assertThatTheyWereTold(Receiver receiver, String id) {
        String[] types = {
            "change-request.opened",
            "change-request.approved",
            "change-request.merge-started",
            "rollout.queued",
            "rollout.freeze-override-requested",
            "rollout.freeze-overridden",
            "rollout.started",
            "rollout.stage-entered",
            "change-request.rolled-back",
            "rollout.rolled-back"
        };
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.calls().stream()
                                .map(call -> JsonPath.from(call.body())
                                        .getString("type")
                                        .substring("dev.understudy.".length()))
                                .filter(List.of(types)::contains)
                                .distinct()
                                .count()
                        == types.length);
        JsonPath last = JsonPath.from(receiver.calls().stream()
                .filter(call -> call.body().contains("dev.understudy.rollout.rolled-back"))
                .findFirst()
                .orElseThrow()
                .body());
        assertThat(last.getString("subject")).isEqualTo("rollout:" + id);
        assertThat(last.getString("data.after.candidate")).hasSize(40);
        assertThat(last.getString("data.after.reason")).isEqualTo("Rolled back by hand.");
    }

    @Test
    void aWordLapsesInAnHour() {
        Staged staged = new Staged(folder);
        String id = frozen(staged, staged.change(ANSWER, "Reply(\"two\")"));
        override("operator", id, "A law has changed.").statusCode(200);
        Sql.run(
                database,
                "update freeze_override set requested_at = requested_at - interval '61 minutes' where rollout = '" + id
                        + "'");
        as("analyst").get("/api/v1/rollouts/" + id + "/override").then().body("[0].state", equalTo("LAPSED"));
        override("admin", id, "It has.")
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("requestedBy", equalTo("admin"));
        override("operator", id, "Still.").statusCode(200).body("state", equalTo("CONFIRMED"));
        Staged.await(id, "RUNNING");
        Staged.act("operator", id, "rollback").statusCode(200);
    }

    @Test
    void withoutAFreezeThereIsNothingToOverride() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = staged.rollOut(change, Staged.plan(50, "1h", 1));
        override("operator", id, "Just so.").statusCode(409).body("type", equalTo("urn:understudy:problem:not-frozen"));
        Staged.act("operator", id, "rollback").statusCode(200);
        override("operator", "0198c2b4-0000-7000-8000-000000000000", "x").statusCode(404);
        override("operator", "x", "x").statusCode(404);
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes whose authors said from what to what outcomes change, in the shadow. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ShadowDeclarationTest {
    /** What recorded decisions don't show: they have an {@code n} of 1. */
    private static final String SOMETIMES_THREE = "Reply(\\$ask.getN() > 5 ? \"three\" : \"two\")";

    private static final Map<String, String> ONE_TO_TWO = Map.of("from", "Reply.text=one", "to", "Reply.text=two");

    @TempDir
    Path folder;

    private Change declaring(Staged staged) {
        Change change = Change.open(
                folder, author -> author.edit(staged.name + "/rules.drl", "Reply\\(\"one\"\\)", SOMETIMES_THREE));
        as("analyst")
                .body(Map.of("title", "Two", "blastRadius", Map.of("transitions", List.of(ONE_TO_TWO))))
                .put(change.path())
                .then()
                .statusCode(200);
        change.review("reviewer", "APPROVE").statusCode(201);
        return change;
    }

    private static String shadowed(Change change, String soak) {
        Map<String, Object> plan = Map.of(
                "shadow", Map.of("soak", soak, "decisions", 5),
                "stages", List.of(Map.of("percent", 100, "soak", "1h")));
        String id = Staged.start("operator", change, plan)
                .statusCode(201)
                .body("plan.shadow.transitions", equalTo(List.of(ONE_TO_TWO)))
                .extract()
                .path("id");
        Staged.await(id, "SHADOWING");
        return id;
    }

    private static void decideUntil(Staged staged, int n, String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    as("app")
                            .body("{\"facts\": {\"Ask\": {\"who\": \"unit\", \"n\": " + n + "}}}")
                            .post("/api/v1/rulesets/" + staged.name + "/decisions")
                            .then()
                            .statusCode(200);
                    return Staged.get(id).getString("state").equals(state);
                });
    }

    @Test
    void theFirstChangeThatWasNotDeclaredReturnsItToItsAuthor() {
        Staged staged = new Staged(folder);
        Change change = declaring(staged);
        String id = shadowed(change, "1h");
        decideUntil(staged, 9, id, "ROLLED_BACK");
        JsonPath rollout = Staged.get(id);
        assertThat(rollout.getString("reason")).contains("Decisions change in a way that was not declared");
        assertThat(rollout.getString("evidence.verdict.findings[0].gate")).isEqualTo("TRANSITIONS");
        change.get()
                .body("state", equalTo("OPEN"))
                .body("reviews.text", hasItem(containsString("Reply.text=one became Reply.text=three (not declared)")));
    }

    @Test
    void whatWasDeclaredMayHappenToEveryDecision() {
        Staged staged = new Staged(folder);
        String id = shadowed(declaring(staged), "1s");
        decideUntil(staged, 1, id, "RUNNING");
        Staged.act("operator", id, "rollback").statusCode(200);
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to what was live before. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class RevertTest {
    private static final String ANSWER = "Reply\\(\"\\w+\"\\)";

    @TempDir
    Path folder;

    private static ValidatableResponse revert(String account, Staged staged, Map<String, String> order) {
        return as(account)
                .body(order)
                .post("/api/v1/rulesets/" + staged.name + "/revert")
                .then();
    }

    @Test
    void theFormerRulesDecideWhenItReturnsAndGitSaysTheSame() {
        Staged staged = new Staged(folder);
        revert("operator", staged, Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:nothing-to-revert"));
        String first = staged.mainCommit();
        staged.push(ANSWER, "Reply(\"two\")");
        staged.awaitReply("two");
        String second = staged.mainCommit();
        revert("analyst", staged, Map.of()).statusCode(403);
        revert("operator", staged, Map.of("reason", "a\tb")).statusCode(400);
        revert("operator", staged, Map.of("expectedCommit", first))
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:stale-head"))
                .body("commit", equalTo(second));
        as("operator")
                .body("")
                .post("/api/v1/rulesets/staged-none/revert")
                .then()
                .statusCode(404);
        revert("operator", staged, Map.of("expectedCommit", second, "reason", "Two is wrong."))
                .statusCode(200)
                .body("undone", equalTo(second))
                .body("reason", equalTo("Two is wrong."));
        assertThat(Staged.text(staged.decide("anybody"))).isEqualTo("one");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as("analyst")
                        .get("/api/v1/rulesets/" + staged.name + "/revert")
                        .then()
                        .body("[0].git", equalTo("DONE")));
        assertThat(staged.mainRules()).contains("one").doesNotContain("two");
        assertThat(Staged.text(staged.decide("anybody"))).isEqualTo("one");
        // Never forward to what was undone.
        revert("operator", staged, Map.of()).statusCode(409);
        as("auditor")
                .queryParam("ruleset", staged.name)
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItems("rules.reverted", "revert.written"));
    }

    @Test
    void aRolloutOnTopOfWhatIsUndoneGoesWithIt() {
        Staged staged = new Staged(folder);
        staged.push(ANSWER, "Reply(\"two\")");
        staged.awaitReply("two");
        Change change = staged.change(ANSWER, "Reply(\"three\")");
        String id = staged.rollOutAndRoute(change, Staged.plan(100, "1h", 1));
        assertThat(Staged.text(staged.decide("anybody"))).isEqualTo("three");
        revert("admin", staged, Map.of()).statusCode(200);
        assertThat(Staged.text(staged.decide("anybody"))).isEqualTo("one");
        assertThat(Staged.get(id).getString("state")).isEqualTo("ROLLED_BACK");
        change.get().body("state", equalTo("OPEN"));
    }
}

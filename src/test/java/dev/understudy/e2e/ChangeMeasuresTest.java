package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four measures of changes that were really made, by each way to main. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ChangeMeasuresTest {
    @TempDir
    Path folder;

    private static JsonPath of(Staged staged) {
        return as("analyst")
                .get("/api/v1/metrics/delivery")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("rulesets.'" + staged.name + "'");
    }

    private static void awaitCount(Staged staged, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(of(staged).<Integer>get("frequency.count")).isEqualTo(count));
    }

    @Test
    void pushesMergesRolloutsAndRevertsAreCounted() {
        Staged staged = new Staged(folder);
        assertThat(of(staged).<Object>get("frequency")).isNull();
        staged.push("Reply\\(\"one\"\\)", "Reply(\"two\")");
        staged.awaitReply("two");
        awaitCount(staged, 1);
        staged.change("Reply\\(\"two\"\\)", "Reply(\"three\")")
                .merge("reviewer")
                .statusCode(200);
        staged.awaitReply("three");
        awaitCount(staged, 2);
        Change byStages = staged.change("Reply\\(\"three\"\\)", "Reply(\"four\")");
        String id = staged.rollOut(byStages, Staged.plan(50, "1h", 1));
        Staged.act("operator", id, "rollback").statusCode(200);
        as("operator")
                .body(Map.of())
                .post("/api/v1/rulesets/" + staged.name + "/revert")
                .then()
                .statusCode(200);
        staged.awaitReply("two");
        JsonPath measures = of(staged);
        assertThat(measures.getInt("frequency.count")).isEqualTo(2);
        assertThat(measures.getInt("leadTime.count")).isEqualTo(2);
        assertThat(measures.getDouble("leadTime.p90Seconds")).isBetween(0.0, 300.0);
        assertThat(measures.getInt("changeFailure.changes")).isEqualTo(3);
        assertThat(measures.getInt("changeFailure.failed")).isEqualTo(2);
        assertThat(measures.getInt("timeToRestore.count")).isEqualTo(2);
        assertThat(measures.getDouble("timeToRestore.p90Seconds")).isBetween(0.0, 300.0);
    }
}

package dev.understudy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a candidate's decisions, and who does not, whatever the stage. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ExposureTest {
    private static final String ANSWER = "Reply\\(\"\\w+\"\\)";

    @TempDir
    Path folder;

    @Test
    void aCohortGetsItAndNobodyElse() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = staged.rollOut(
                change,
                Map.of(
                        "stages",
                        List.of(Map.of(
                                "cohort",
                                "facts.Ask[0].who.startsWith('vip') && caller.name == 'app'",
                                "soak",
                                "1h"))));
        Awaitility.await().until(() -> Staged.text(staged.decide("vip")).equals("two"));
        Response vip = staged.decide("vip-1");
        assertThat(vip.<String>path("selectedBy")).isEqualTo("COHORT");
        assertThat(vip.<String>path("commit")).isEqualTo(Staged.get(id).getString("candidate"));
        Response other = staged.decide("anybody");
        assertThat(other.<String>path("selectedBy")).isEqualTo("DEFAULT");
        assertThat(Staged.text(other)).isEqualTo("one");
        Response stranger =
                Api.as("admin").body(Staged.body("vip-1")).post("/api/v1/rulesets/" + staged.name + "/decisions");
        assertThat(Staged.text(stranger)).isEqualTo("one");
    }

    @Test
    void aHoldoutStaysOnTheBaselineAlsoWhenAllOthersLeft() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        var _ = staged.rollOutAndRoute(
                change, Map.of("holdout", 50, "stages", List.of(Map.of("percent", 100, "soak", "1h"))));
        Map<String, String> sides = sides(staged);
        assertThat(sides.values()).contains("one", "two");
        assertThat(sides(staged)).isEqualTo(sides);
    }

    private static Map<String, String> sides(Staged staged) {
        return IntStream.range(0, 40)
                .mapToObj(i -> "unit-" + i)
                .collect(Collectors.toMap(
                        who -> who, who -> Staged.text(staged.decide(who)), (one, other) -> one, TreeMap::new));
    }

    @Test
    void whoSendsNoUnitStaysOnTheBaselineAndIsCounted() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = staged.rollOutAndRoute(change, Staged.plan(100, "1h", 1));
        for (int i = 0; i < 10; i++) {
            Response nameless = Api.as("app")
                    .body("{\"facts\": {\"Ask\": {\"n\": 1}}}")
                    .post("/api/v1/rulesets/" + staged.name + "/decisions");
            assertThat(Staged.text(nameless)).isEqualTo("one");
            assertThat(Staged.text(staged.decide("unit-" + i))).isEqualTo("two");
        }
        Awaitility.await().until(() -> Staged.get(id).getInt("decisions.withoutUnit") == 10);
    }
}

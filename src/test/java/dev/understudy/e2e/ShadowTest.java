package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches that decide on live facts, and nobody is told. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ShadowTest {
    private static final String ANSWER = "Reply\\(\"one\"\\)";
    private static final String FAILS = "Reply(\"n\" + 1 / (\\$ask.getN() - 1))";

    @TempDir
    Path folder;

    private String branch(Staged staged, String replacement) {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(staged.name + "/rules.drl", ANSWER, replacement).push();
        return branch;
    }

    private static String path(Staged staged) {
        return "/api/v1/rulesets/" + staged.name + "/shadows";
    }

    private static ValidatableResponse start(String account, Staged staged, Object order) {
        return as(account).body(order).post(path(staged)).then();
    }

    private static String started(Staged staged, Map<String, ?> order) {
        return start("analyst", staged, order).statusCode(201).extract().path("id");
    }

    private static JsonPath get(Staged staged, String id) {
        return as("analyst")
                .get(path(staged) + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath await(Staged staged, String id, Predicate<JsonPath> done) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(staged, id), done);
    }

    /** Decides until the shadow has begun on this node and has seen something; callers get the baseline's answer. */
    private static Set<String> decideUntil(Staged staged, String id, Predicate<JsonPath> done) {
        Set<String> ids = new HashSet<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            Response answer = staged.decide("unit-" + ids.size());
                            assertThat(Staged.text(answer)).isEqualTo("one");
                            assertThat(answer.<String>path("selectedBy")).isEqualTo("DEFAULT");
                            assertThat(answer.<Boolean>path("effective")).isTrue();
                            ids.add(answer.path("id"));
                            return get(staged, id);
                        },
                        done);
        return ids;
    }

    /** When it is counted, so is all that was decided before it. */
    private static void decideWithoutUnit(Staged staged) {
        as("app")
                .body("{\"facts\": {\"Ask\": {\"n\": 1}}}")
                .post("/api/v1/rulesets/" + staged.name + "/decisions")
                .then()
                .statusCode(200);
    }

    @Test
    void itTellsWhatDiffersAndCallersNoticeNothing() {
        Staged staged = new Staged(folder);
        String branch = branch(staged, "Reply(\"two\")");
        JsonPath begun = start("analyst", staged, Map.of("branch", branch, "percent", 100))
                .statusCode(201)
                .header("Location", containsString(path(staged)))
                .body("state", equalTo("RUNNING"))
                .body("branch", equalTo(branch))
                .body("baseline", equalTo(staged.mainCommit()))
                .extract()
                .jsonPath();
        String id = begun.getString("id");
        Set<String> decided = decideUntil(staged, id, json -> json.getInt("counts.changed") >= 5);
        decideWithoutUnit(staged);
        JsonPath shadow = await(staged, id, json -> json.getInt("counts.withoutUnit") == 1);
        assertThat(shadow.getInt("counts.same")).isZero();
        assertThat(shadow.getInt("counts.failed")).isZero();
        assertThat(shadow.getDouble("different.percent")).isEqualTo(100);
        assertThat(shadow.getDouble("different.atLeastPercent")).isBetween(10.0, 100.0);
        assertThat(shadow.getString("kinds[0].from")).isEqualTo("Reply.text=one");
        assertThat(shadow.getString("kinds[0].to")).isEqualTo("Reply.text=two");
        assertThat(shadow.getList("rules.rule")).isEqualTo(List.of("Reply"));
        assertThat(decided).contains(shadow.getString("kinds[0].examples[0].decision"));
        assertThatNothingIsKeptOfIt(staged, begun.getString("commit"));
        assertThatItsCommitIsPinned(staged, id, branch, begun.getString("commit"));
        assertThatItCanBeEnded(staged, id);
    }

    private static void assertThatNothingIsKeptOfIt(Staged staged, String commit) {
        as("analyst")
                .queryParam("ruleset", staged.name)
                .queryParam("commit", commit)
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions.size()", equalTo(0));
        String metrics = RestAssured.get("/q/metrics").asString();
        assertThat(metrics)
                .contains("understudy_shadow_decisions_total{result=\"changed\",ruleset=\"" + staged.name + "\"}")
                .doesNotContain("understudy_decisions_seconds_count{effective=\"false\",outcome=\"decided\",ruleset=\""
                        + staged.name);
    }

    private void assertThatItsCommitIsPinned(Staged staged, String id, String branch, String commit) {
        Author author = Author.clone("analyst", folder);
        author.git().ok("checkout", "-q", "-B", branch, "origin/" + branch);
        author.edit(staged.name + "/rules.drl", "Reply\\(\"two\"\\)", "Reply(\"three\")")
                .push();
        assertThat(get(staged, id).getString("commit")).isEqualTo(commit);
    }

    private static void assertThatItCanBeEnded(Staged staged, String id) {
        as("app").delete(path(staged) + "/" + id).then().statusCode(403);
        as("analyst")
                .delete(path(staged) + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"))
                .body("reason", equalTo("Ended by analyst."));
        as("analyst").delete(path(staged) + "/" + id).then().statusCode(200).body("state", equalTo("ENDED"));
        as("analyst")
                .get(path(staged) + "/" + id + "/events")
                .then()
                .statusCode(200)
                .body(containsString("event:end"));
        as("analyst").get(path(staged)).then().body("shadows.id", hasItem(id));
        as("auditor")
                .queryParam("subject", "shadow:" + id)
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItems("shadow.started", "shadow.ended"));
    }

    @Test
    void aCandidateThatFailsIsCountedAndStaysOutOfQuarantine() {
        Staged staged = new Staged(folder);
        String branch = branch(staged, FAILS);
        String id = started(staged, Map.of("branch", branch, "percent", 100));
        decideUntil(staged, id, json -> json.getInt("counts.failed") >= 8);
        assertThat(get(staged, id).getString("failures[0].reason")).isEqualTo("rule_failed");
        assertThat(get(staged, id).getInt("counts.changed")).isZero();
        as("analyst")
                .get("/api/v1/branches")
                .then()
                .body("branches.find { it.branch == '" + branch + "' }.state", not(equalTo("QUARANTINED")));
    }

    @Test
    void linesOfBatchesAreShadowedTooAndWhoSelectedABranchIsNot() {
        Staged staged = new Staged(folder);
        String id = started(staged, Map.of("branch", branch(staged, "Reply(\"two\")"), "percent", 100));
        decideUntil(staged, id, json -> json.getInt("counts.seen") >= 1);
        decideWithoutUnit(staged);
        int before = await(staged, id, json -> json.getInt("counts.withoutUnit") == 1)
                .getInt("counts.seen");
        Api.on("main")
                .body(Staged.body("somebody"))
                .post("/api/v1/rulesets/" + staged.name + "/decisions")
                .then()
                .statusCode(200);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append(Staged.body("line-" + i)).append('\n');
        }
        as("app")
                .contentType("application/octet-stream")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/rulesets/" + staged.name + "/decisions/batch")
                .then()
                .statusCode(200);
        decideWithoutUnit(staged);
        JsonPath after = await(
                staged,
                id,
                json -> json.getInt("counts.withoutUnit") == 2 && json.getInt("counts.changed") >= before + 49);
        assertThat(after.getInt("counts.seen")).isEqualTo(before + 51);
        assertThat(after.getInt("counts.failed")).isZero();
        assertThat(after.getInt("counts.dropped")).isZero();
    }

    @Test
    void itsEventsGoOnUntilItHasEnded() {
        Staged staged = new Staged(folder);
        String id = started(staged, Map.of("branch", branch(staged, "Reply(\"two\")"), "duration", "3s"));
        as("analyst")
                .get(path(staged) + "/" + id + "/events")
                .then()
                .statusCode(200)
                .body(containsString("event:progress"))
                .body(containsString("event:end"))
                .body(containsString("Its time is up."));
    }

    @Test
    void itEndsByItself() {
        Staged staged = new Staged(folder);
        String branch = branch(staged, "Reply(\"two\")");
        String some = started(staged, Map.of("branch", branch, "percent", 100, "decisions", 3));
        decideUntil(staged, some, json -> json.getString("state").equals("ENDED"));
        assertThat(get(staged, some).getString("reason")).contains("as many decisions");
        String declared =
                started(staged, Map.of("branch", branch, "percent", 100, "blastRadius", Map.of("maxPercent", 5)));
        decideUntil(staged, declared, json -> json.getString("state").equals("ENDED"));
        assertThat(get(staged, declared).getString("reason")).contains("More decisions change");
        assertThat(get(staged, declared).getBoolean("blastRadius.exceeded")).isTrue();
        String short1 = started(staged, Map.of("branch", branch, "duration", "1s"));
        await(staged, short1, json -> json.getString("state").equals("ENDED"));
        assertThat(get(staged, short1).getString("reason")).isEqualTo("Its time is up.");
        String open = started(staged, Map.of("branch", branch));
        staged.push(ANSWER, "Reply(\"uno\")");
        await(staged, open, json -> json.getString("state").equals("ENDED"));
        assertThat(get(staged, open).getString("reason")).contains("main decides by other rules");
    }

    @Test
    void whatCantBeShadowedIsRefusedWithASentence() {
        Staged staged = new Staged(folder);
        String branch = branch(staged, "Reply(\"two\")");
        start("app", staged, Map.of("branch", branch)).statusCode(403);
        start("analyst", staged, "").statusCode(400);
        start("analyst", staged, Map.of("branch", branch, "share", 5)).statusCode(400);
        start("analyst", staged, Map.of("branch", branch, "percent", 0))
                .statusCode(400)
                .body("pointer", equalTo("/percent"));
        start("analyst", staged, Map.of("branch", "main"))
                .statusCode(400)
                .body("pointer", equalTo("/branch"))
                .body("detail", containsString("'main' is what decides"));
        start("analyst", staged, Map.of("branch", "main@" + staged.mainCommit()))
                .statusCode(400)
                .body("detail", containsString("the very rules"));
        start("analyst", staged, Map.of("branch", branch + "-none"))
                .statusCode(404)
                .body("type", equalTo("urn:understudy:problem:unknown-branch"));
    }

    @Test
    void aBrokenBranchAndWhatIsNotThereAreRefused() {
        Staged staged = new Staged(folder);
        Author author = Author.clone("analyst", folder);
        String broken = author.branch();
        author.edit(staged.name + "/rules.drl", ANSWER, "Reply(one)").tryToPush();
        start("analyst", staged, Map.of("branch", broken))
                .statusCode(422)
                .body("type", equalTo("urn:understudy:problem:broken-ruleset"));
        as("analyst")
                .body(Map.of("branch", broken))
                .post("/api/v1/rulesets/none-such/shadows")
                .then()
                .statusCode(404);
        as("analyst").get(path(staged) + "/none").then().statusCode(404);
        as("analyst")
                .delete(path(staged) + "/0192d5a0-1c2b-7000-8000-000000000000")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:understudy:problem:unknown-shadow"));
    }

    @Test
    void threeRunAtOnceAndNoMore() {
        Staged staged = new Staged(folder);
        String branch = branch(staged, "Reply(\"two\")");
        for (int i = 0; i < 3; i++) {
            started(staged, Map.of("branch", branch, "duration", "30s"));
        }
        start("analyst", staged, Map.of("branch", branch))
                .statusCode(429)
                .body("detail", containsString("end one of them"));
    }

    private static Map<String, Object> plan(Map<String, ?> shadow) {
        return Map.of("shadow", shadow, "stages", List.of(Map.of("percent", 100, "soak", "1h", "units", 1)));
    }

    private static String shadowed(Change change, Map<String, ?> shadow) {
        String id = Staged.start("operator", change, plan(shadow))
                .statusCode(201)
                .extract()
                .path("id");
        Staged.await(id, "SHADOWING");
        return id;
    }

    @Test
    void aRolloutGoesOnFromTheShadowToItsFirstStage() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = shadowed(change, Map.of("soak", "1s", "decisions", 5));
        Staged.act("operator", id, "pause").statusCode(200).body("state", equalTo("PAUSED"));
        Staged.act("operator", id, "resume").statusCode(200).body("state", equalTo("SHADOWING"));
        as("analyst").delete(path(staged) + "/" + id).then().statusCode(409);
        assertThat(Staged.get(id).getInt("stage.number")).isZero();
        assertThat(Staged.get(id).getString("shadow")).isEqualTo(path(staged) + "/" + id);
        Set<String> texts = new HashSet<>();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
            texts.add(Staged.text(staged.decide("unit-" + texts.size())));
            return Staged.get(id).getString("state").equals("RUNNING");
        });
        assertThat(texts).contains("one");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Staged.text(staged.decide("x")).equals("two"));
        assertThat(Staged.get(id).getInt("stage.number")).isEqualTo(1);
        JsonPath shadow = await(staged, id, json -> json.getString("state").equals("ENDED"));
        assertThat(shadow.getInt("counts.changed")).isGreaterThanOrEqualTo(5);
        as("auditor")
                .queryParam("subject", "rollout:" + id)
                .get("/api/v1/audit")
                .then()
                .body("records.action", hasItems("rollout.shadowed", "rollout.started"));
        Staged.act("operator", id, "rollback").statusCode(200);
    }

    @Test
    void aRolloutThatChangesMoreThanWasDeclaredGoesBackToItsAuthor() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, "Reply(\"two\")");
        String id = shadowed(change, Map.of("soak", "1h", "maxPercent", 5));
        decideUntil(staged, id, _ -> Staged.get(id).getString("state").equals("ROLLED_BACK"));
        assertThat(Staged.get(id).getString("reason")).contains("More decisions change than were declared");
        change.get()
                .body("state", equalTo("OPEN"))
                .body("reviews.text", hasItem(containsString("Reply.text=one became Reply.text=two")));
        await(staged, id, json -> json.getString("state").equals("ENDED"));
    }

    @Test
    void whatTheAuthorDeclaredIsWhatTheShadowIsHeldAgainst() {
        Staged staged = new Staged(folder);
        Change change =
                Change.open(folder, author -> author.edit(staged.name + "/rules.drl", ANSWER, "Reply(\"two\")"));
        as("analyst")
                .body(Map.of("title", "Two", "blastRadius", Map.of("maxPercent", 100)))
                .put(change.path())
                .then()
                .statusCode(200);
        change.review("reviewer", "APPROVE").statusCode(201);
        String id = shadowed(change, Map.of("soak", "1h"));
        assertThat(Staged.get(id).getDouble("plan.shadow.maxPercent")).isEqualTo(100);
        Staged.act("operator", id, "advance").statusCode(200).body("state", equalTo("RUNNING"));
        Staged.act("operator", id, "rollback").statusCode(200);
    }

    @Test
    void aRolloutWhoseCandidateFailsInTheShadowNeverDecidesForAnybody() {
        Staged staged = new Staged(folder);
        Change change = staged.change(ANSWER, FAILS);
        String id = shadowed(change, Map.of("soak", "1h"));
        decideUntil(staged, id, _ -> Staged.get(id).getString("state").equals("ROLLED_BACK"));
        change.get().body("reviews.text", hasItem(containsString("rule_failed")));
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Replays.REPLAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many recorded decisions, decided again. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ReplaysTest {
    @TempDir
    Path folder;

    @Test
    void onTheirOwnCommitNothingChanges() {
        Replays replays = Replays.of(2_000);
        String commit = as("analyst").get("/api/v1/session/branch").path("commit");

        JsonPath replay = replays.done("main@" + commit, "");

        assertThat(replay.getString("state")).isEqualTo("done");
        assertThat(replay.getInt("progress.percent")).isEqualTo(100);
        assertThat(replay.getString("onto.branch")).isEqualTo("main");
        assertThat(replay.getString("onto.commit")).isEqualTo(commit);
        assertThat(replay.getInt("result.counted")).isEqualTo(2_000);
        assertThat(replay.getInt("result.unchanged")).isEqualTo(2_000);
        assertThat(replay.getInt("result.changed")).isZero();
        assertThat(replay.getInt("result.undecidable")).isZero();
        assertThat(replay.getList("result.rules")).isEmpty();
        // 500 short flights that are late at 250, and 500 longer ones at 400.
        assertThat(replay.getInt("result.sums[0].then")).isEqualTo(500 * 250 + 500 * 400);
        assertThat(replay.getInt("result.sums[0].difference")).isZero();
    }

    @Test
    void aChangedRuleGivesExactlyItsChangesAndSums() {
        Replays replays = Replays.of(1_000);
        String branch = Author.draft(folder, 310);

        JsonPath replay = replays.done(branch, "");

        assertThat(replay.getInt("result.changed")).isEqualTo(250);
        assertThat(replay.getInt("result.unchanged")).isEqualTo(750);
        assertThat(replay.getList("result.kinds.from")).isEqualTo(List.of("Compensation.amount=250"));
        assertThat(replay.getList("result.kinds.to")).isEqualTo(List.of("Compensation.amount=310"));
        assertThat(replay.getInt("result.kinds[0].count")).isEqualTo(250);
        assertThat(replay.getList("result.kinds[0].examples")).hasSize(10);
        assertThat(replay.getInt("result.kinds[0].examples[0].then.Compensation[0].amount"))
                .isEqualTo(250);
        assertThat(replay.getInt("result.kinds[0].examples[0].now.Compensation[0].amount"))
                .isEqualTo(310);
        assertThat(replay.getString("result.sums[0].field")).isEqualTo("Compensation.amount");
        assertThat(replay.getInt("result.sums[0].difference")).isEqualTo(250 * 60);
    }

    @Test
    void theSameIsAnsweredAtOnceUnderWhateverBranchNameItsRulesAre() {
        Replays replays = Replays.of(100);
        Author author = Author.clone("analyst", folder);
        String first = author.branch();
        author.amount(311).push();
        String id = replays.done(first, "").getString("id");

        Response again = replays.ask(first, "");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("id")).isEqualTo(id);
        assertThat(again.<Integer>path("result.counted")).isEqualTo(100);

        author.git().ok("push", "-q", "origin", "HEAD:refs/heads/" + first + "-again");
        Response other = replays.ask(first + "-again", "");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.<String>path("id")).isEqualTo(id);
    }

    @Test
    void samplesAreDrawnAndAreResultsOfTheirOwn() {
        Replays replays = Replays.of(400);
        String branch = Author.draft(folder, 312);

        JsonPath newest = replays.done(branch, ", \"sample\": {\"size\": 40}");
        assertThat(newest.getInt("result.counted")).isEqualTo(40);
        assertThat(newest.getInt("result.changed")).isBetween(1, 39);
        JsonPath spread = replays.done(branch, ", \"sample\": {\"size\": 50, \"method\": \"spread\"}");
        assertThat(spread.getInt("result.counted")).isEqualTo(50);
        assertThat(spread.getInt("progress.total")).isEqualTo(50);
        assertThat(spread.getInt("result.changed")).isPositive();
        assertThat(replays.ask(branch, ", \"sample\": {\"size\": 50, \"method\": \"spread\"}")
                        .<String>path("id"))
                .isEqualTo(spread.getString("id"));
    }

    @Test
    void decisionsWhoseFactsDontFitAreCountedSo() {
        Replays replays = Replays.of(60);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(Author.RULES, "    origin : String\n", "    origin : String\n    fare : int @required\n")
                .push();

        JsonPath replay = replays.done(branch, "");

        assertThat(replay.getString("state")).isEqualTo("done");
        assertThat(replay.getInt("result.undecidable")).isEqualTo(60);
        assertThat(replay.getString("result.cannotBeDecided[0].reason")).isEqualTo("facts_dont_fit");
        assertThat(replay.getString("result.cannotBeDecided[0].detail")).contains("Flight needs fare");
        assertThat(replay.getInt("result.cannotBeDecided[0].count")).isEqualTo(60);
        as("analyst")
                .get("/api/v1/decisions/" + replay.getString("result.cannotBeDecided[0].example"))
                .then()
                .statusCode(200);
    }

    @Test
    void anEmptySetIsDoneAtOnce() {
        JsonPath replay = new Replays(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-02T00:00:00Z"), 0)
                .done("main", "");

        assertThat(replay.getString("state")).isEqualTo("done");
        assertThat(replay.getInt("result.counted")).isZero();
    }

    @Test
    void aBranchThatDoesNotCompileIsA422WithDiagnosticsAndAnUnknownOneA404() {
        Replays none = new Replays(Instant.EPOCH, Instant.now(), 0);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(Author.RULES, "new Compensation\\(250, \"EUR\"\\)", "new Compensation(250, EUR)")
                .tryToPush();

        none.ask(branch, "")
                .then()
                .statusCode(422)
                .body("type", containsString("broken-ruleset"))
                .body("diagnostics", not(empty()));
        none.ask("no/such", "").then().statusCode(404).body("type", containsString("unknown-branch"));
        none.ask("main@" + "a".repeat(40), "").then().statusCode(404).body("type", containsString("unknown-commit"));
        none.ask("a..b", "").then().statusCode(400).body("pointer", equalTo("/onto"));
    }

    @Test
    void aSensitiveRoutingKeyIsForThoseWhoMaySeeItAndKeptAsItsPseudonym() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(
                        "flight-compensation/ruleset.yaml",
                        "Flight.passengerName",
                        "Flight.passengerName, Flight.passengerId")
                .push();
        String wish = "{\"ruleset\": \"flight-compensation\", \"onto\": \"" + branch
                + "\", \"filter\": {\"routingKey\": \"Ada-1815\"}}";

        as("analyst").body(wish).post(REPLAYS).then().statusCode(403);
        Response answer = as("auditor").body(wish).post(REPLAYS);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<String>path("filter.routingKey")).startsWith("hmac:");
        assertThat(answer.asString()).doesNotContain("Ada-1815");
    }

    @Test
    void aBodyThatMakesNoSenseIsA400WithItsPlace() {
        as("analyst")
                .body("{\"ruleset\": \"flight-compensation\", \"onto\": \"main\", \"filter\": {\"effective\": 1}}")
                .post(REPLAYS)
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/filter/effective"));
        as("analyst").body("{").post(REPLAYS).then().statusCode(400);
        as("analyst").post(REPLAYS).then().statusCode(400);
        as("analyst").queryParam("limit", "x").get(REPLAYS).then().statusCode(400);
        as("analyst").queryParam("after", "x").get(REPLAYS).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0192d5a0-1c2b-7000-8000-00000000000g"})
    void anIdThatIsNoUuidIsA400(String id) {
        as("analyst").get(REPLAYS + "/" + id).then().statusCode(400);
        as("analyst").delete(REPLAYS + "/" + id).then().statusCode(400);
        as("analyst").get(REPLAYS + "/" + id + "/events").then().statusCode(400);
    }

    @Test
    void whatIsNotThereIsA404AndAppMayNothingOfIt() {
        String id = REPLAYS + "/0192d5a0-1c2b-7000-8000-000000000000";
        as("analyst").get(id).then().statusCode(404);
        as("analyst").delete(id).then().statusCode(404);
        as("analyst").get(id + "/events").then().statusCode(404);
        as("app").body("{}").post(REPLAYS).then().statusCode(403);
        as("app").get(REPLAYS).then().statusCode(403);
        as("app").get(id).then().statusCode(403);
        as("app").get(id + "/events").then().statusCode(403);
        as("app").delete(id).then().statusCode(403);
    }

    @Test
    void theListGoesOnWhereItsPageEnded() {
        Replays replays = Replays.of(10);
        String older = replays.done(Author.draft(folder, 313), "").getString("id");
        String newer = replays.done(Author.draft(folder, 314), "").getString("id");

        JsonPath page = as("analyst").queryParam("limit", 1).get(REPLAYS).jsonPath();
        assertThat(page.getList("replays.id")).isEqualTo(List.of(newer));
        assertThat(page.getString("next")).isEqualTo(newer);
        JsonPath next = as("analyst")
                .queryParam("limit", 1)
                .queryParam("after", newer)
                .get(REPLAYS)
                .jsonPath();
        assertThat(next.getList("replays.id")).isEqualTo(List.of(older));
        assertThat(next.<Object>get("replays[0].result")).isNull();
    }

    /** A branch that takes long for each decision. */
    private String slow() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(
                        Author.RULES,
                        "rule \"Short haul\"",
                        "rule \"Slow\"\nwhen\n    Flight()\nthen\n    int sum = 0;\n"
                                + "    for (int i = 0; i < 150000; i++) {\n        sum += i % 7;\n    }\nend\n\n"
                                + "rule \"Short haul\"")
                .push();
        return branch;
    }

    @Test
    void oneThatRunsIsFollowedAndCancelledAndTheNextOneRuns() throws Exception {
        Replays replays = Replays.of(20_000);
        Response asked = replays.ask(slow(), "");
        asked.then().statusCode(202);
        String id = asked.path("id");
        assertThat(asked.header("Location")).isEqualTo(REPLAYS + "/" + id);
        assertThat(replays.ask(asked.path("onto.branch"), "").<String>path("id"))
                .isEqualTo(id);
        await().atMost(Duration.ofSeconds(30)).until(() -> Replays.get(id).getInt("progress.decided") > 0);
        Response waiting = replays.ask("main", "");
        assertThat(waiting.<String>path("state")).isEqualTo("queued");
        assertThat(waiting.<Integer>path("place")).isEqualTo(1);

        JsonPath running = Replays.get(id);
        assertThat(running.getString("state")).isEqualTo("running");
        assertThat(running.getInt("progress.percent")).isBetween(0, 99);
        as("analyst").delete(REPLAYS + "/" + id).then().statusCode(200).body("state", equalTo("cancelled"));

        assertThat(events(id)).containsExactly("event: end");
        assertThat(Replays.ended(waiting.path("id")).getString("state")).isEqualTo("done");
        as("analyst").delete(REPLAYS + "/" + id).then().statusCode(200);
        as("analyst")
                .delete(REPLAYS + "/" + waiting.<String>path("id"))
                .then()
                .statusCode(409)
                .body("type", containsString("replay-ended"));
    }

    @Test
    void eventsBeginWithThePresentStateAndEndByThemselves() throws Exception {
        Replays replays = Replays.of(1_000);
        String id = replays.ask(slow(), "").path("id");

        List<String> events = events(id);

        assertThat(events).hasSizeGreaterThan(1).last().isEqualTo("event: end");
        assertThat(events.subList(0, events.size() - 1)).containsOnly("event: progress");
        assertThat(Replays.get(id).getString("state")).isEqualTo("done");
    }

    private static List<String> events(String id) throws Exception {
        String credentials = Base64.getEncoder().encodeToString("analyst:analyst".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + REPLAYS + "/" + id + "/events"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + credentials)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(answer.body()).contains("\"id\":\"" + id + "\"");
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith("event:"))
                    .map(line -> line.replaceFirst("event: ?", "event: "))
                    .toList();
        }
    }
}

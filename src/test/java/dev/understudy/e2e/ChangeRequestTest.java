package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Change requests as they are opened, shown, edited and closed, and as they follow their branches. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ChangeRequestTest {
    @TempDir
    Path folder;

    @Test
    void anOpenedOneTellsWhatItTouchesAndWhatIsMissing() {
        Change change = Change.open(folder);
        change.get()
                .body("state", equalTo("OPEN"))
                .body("author", equalTo("analyst"))
                .body("branch", equalTo(change.branch))
                .body("base", equalTo("main"))
                .body("head", equalTo(change.author.head()))
                .body("rulesets", contains("dose-check"))
                .body("contributors", contains("analyst"))
                .body("missing.code", contains("APPROVALS", "OWNER_APPROVAL"))
                .body("missing[1].ruleset", equalTo("dose-check"))
                .body("mergeable", equalTo(false))
                .body("reviews", empty());
    }

    @Test
    void textIsKeptAsWrittenAndShownWithoutScript() {
        Change change = Change.open(folder);
        String text = "**Why** <script>alert(1)</script> [x](javascript:alert(1)) ![y](https://example.org/y.png)";
        as("analyst")
                .body(Map.of("title", "Renamed", "text", text, "blastRadius", Map.of("maxPercent", 5)))
                .put(change.path())
                .then()
                .statusCode(200)
                .body("title", equalTo("Renamed"))
                .body("text", equalTo(text))
                .body("textHtml", containsString("<strong>Why</strong>"))
                .body("textHtml", containsString("&lt;script&gt;"))
                .body("textHtml", not(containsString("<script")))
                .body("textHtml", not(containsString("javascript:")))
                .body("textHtml", not(containsString("example.org")))
                .body("blastRadius.maxPercent", equalTo(5.0f));
        as("analyst2")
                .body(Map.of("title", "Mine now"))
                .put(change.path())
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"title": "x"}                                             | /branch
                {"branch": "nowhere", "titel": "x"}                        | /titel
                {"branch": "main", "title": "x"}                           | /branch
                {"branch": "a..b", "title": "x"}                           | /branch
                {"branch": "a", "title": "x", "base": "other"}             | /base
                {"branch": "a", "title": ""}                               | /title
                {"branch": "a", "title": "two\\nlines"}                    | /title
                {"branch": "a", "title": "nul\\u0000"}                     | /title
                {"branch": "a", "title": "half \\ud800"}                   | /title
                {"branch": "a", "title": 5}                                | /title
                {"branch": "a", "title": "x", "text": "nul\\u0000"}        | /text
                {"branch": "a", "title": "x", "blastRadius": {"maxPercent": 101}} | /blastRadius/maxPercent
                {"branch": "a", "title": "x", "blastRadius": {}}           | /blastRadius
                {"branch": "a", "title": "x", "blastRadius": {"transitions": [{"from": "1"}]}} | /blastRadius/transitions/0
                """)
    void whatCantBeOneIsRefusedWithItsPlace(String body, String pointer) {
        as("analyst")
                .body(body)
                .post(Change.REQUESTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\"x\"", "{} {}"})
    void aBodyThatIsNoObjectIsA400(String body) {
        as("analyst").body(body).post(Change.REQUESTS).then().statusCode(400);
    }

    @Test
    void titlesAndTextsHaveTheirBounds() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        Change.note(author).push();
        for (String title : List.of("x".repeat(201), "x".repeat(10_000))) {
            Change.post("analyst", Map.of("branch", branch, "title", title))
                    .statusCode(400)
                    .body("pointer", equalTo("/title"));
        }
        Change.post("analyst", Map.of("branch", branch, "title", "x", "text", "ä".repeat(32_769)))
                .statusCode(400)
                .body("pointer", equalTo("/text"));
        Change.post("analyst", Map.of("branch", branch, "title", "😀".repeat(200), "text", "ä".repeat(32_768)))
                .statusCode(201);
    }

    @Test
    void aBranchHasOneAtATime() {
        Change change = Change.open(folder);
        Change.post("analyst2", Map.of("branch", change.branch, "title", "Again"))
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:change-request-exists"))
                .body("number", equalTo((int) change.number));
        change.act("analyst", "close").statusCode(200).body("state", equalTo("CLOSED"));
        Change.post("analyst2", Map.of("branch", change.branch, "title", "Again"))
                .statusCode(201);
        change.act("analyst", "reopen").statusCode(409);
    }

    @Test
    void anUnknownBranchIsA404WithANearName() {
        Change change = Change.open(folder);
        Change.post("analyst", Map.of("branch", change.branch + "x", "title", "x"))
                .statusCode(404)
                .body("detail", containsString("did you mean"));
        as("analyst").get(Change.REQUESTS + "/999999999").then().statusCode(404);
        as("analyst").get(Change.REQUESTS + "/x").then().statusCode(404);
    }

    @Test
    void whoMayNotAuthorOpensNone() {
        Change.post("reviewer", Map.of("branch", "x", "title", "x")).statusCode(403);
        as("app").get(Change.REQUESTS).then().statusCode(403);
    }

    @Test
    void listsArePagedByNumberAndFiltered() {
        Change first = Change.open(folder);
        Change second = Change.open(folder);
        as("analyst")
                .queryParam("limit", 1)
                .queryParam("ruleset", "dose-check")
                .queryParam("state", "open")
                .queryParam("author", "analyst")
                .get(Change.REQUESTS)
                .then()
                .statusCode(200)
                .body("changeRequests.number", contains((int) second.number))
                .body("next", equalTo((int) second.number));
        as("analyst")
                .queryParam("before", second.number)
                .queryParam("limit", 1)
                .get(Change.REQUESTS)
                .then()
                .body("changeRequests.number", contains((int) first.number));
        as("analyst")
                .queryParam("branch", first.branch)
                .get(Change.REQUESTS)
                .then()
                .body("changeRequests.size()", equalTo(1))
                .body("next", nullValue());
        first.get().body("others.number", hasItem((int) second.number));
        for (String bad : List.of("limit=0", "limit=x", "state=NONE", "colour=red", "before=-1", "author=%00")) {
            as("analyst")
                    .urlEncodingEnabled(false)
                    .get(Change.REQUESTS + "?" + bad)
                    .then()
                    .statusCode(400)
                    .body("parameter", notNullValue());
        }
    }

    @Test
    void aPushMovesItsHeadAndOthersCommitsAreTheirs() {
        Change change = Change.open(folder);
        Author second = Author.clone("analyst2", folder);
        second.git().ok("checkout", "-q", change.branch);
        String head = Change.note(second).push();
        change.get().body("head", equalTo(head)).body("contributors", contains("analyst", "analyst2"));
        as("auditor")
                .queryParam("subject", "change-request:" + change.number)
                .get("/api/v1/audit")
                .then()
                .body("records.action", contains("change.moved", "change.opened"))
                .body("records[0].after.head", equalTo(head));
    }

    @Test
    void aRewrittenBranchSaysSo() {
        Change change = Change.open(folder);
        change.author.git().ok("reset", "-q", "--hard", "origin/main");
        Change.note(change.author).push();
        change.get()
                .body("head", equalTo(change.author.head()))
                .body("missing.find { it.code == 'REWRITTEN' }.blocks", equalTo(false));
    }

    @Test
    void anEmptiedBranchSaysSo() {
        Change change = Change.open(folder);
        change.author.git().ok("reset", "-q", "--hard", "origin/main");
        change.author.git().ok("push", "-qf", "origin", "HEAD");
        change.get().body("missing.code", hasItem("NO_DIFFERENCE")).body("rulesets", empty());
        change.merge("analyst").statusCode(409).body("missing.code", hasItem("NO_DIFFERENCE"));
    }

    @Test
    void aDeletedBranchClosesItWithTheReason() {
        Change change = Change.open(folder);
        change.author.git().ok("push", "-q", "origin", "--delete", change.branch);
        change.get().body("state", equalTo("CLOSED")).body("end.closedReason", containsString("was deleted"));
        change.act("analyst", "reopen").statusCode(404);
        change.author.git().ok("push", "-q", "origin", "HEAD:" + change.branch);
        change.act("analyst", "reopen").statusCode(200).body("state", equalTo("OPEN"));
        change.act("reviewer", "close").statusCode(200);
        change.act("analyst2", "reopen").statusCode(403);
    }

    @Test
    void aPushOptionOpensOneAndPrintsItsAddress() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        Change.note(author).git().commit("A change");
        GitClient.Result push = author.git().run("push", "-o", "change-request=By push", "origin", "HEAD");
        assertThat(push.exit()).as(push.output()).isZero();
        assertThat(push.output())
                .containsPattern("remote: Opened change request \\d+ for " + branch)
                .containsPattern("remote:   http://localhost:\\d+/api/v1/change-requests/\\d+");
        Response list = as("analyst").queryParam("branch", branch).get(Change.REQUESTS);
        assertThat(list.<String>path("changeRequests[0].title")).isEqualTo("By push");
        Change.note(author).git().commit("Another change");
        assertThat(author.git().run("push", "origin", "HEAD").output())
                .containsPattern("remote: Change request \\d+ follows " + branch);
    }

    @Test
    void aBadTitleRefusesNothingOfThePush() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        Change.note(author).git().commit("A change");
        GitClient.Result push = author.git().run("push", "-o", "change-request=" + "x".repeat(300), "origin", "HEAD");
        assertThat(push.exit()).as(push.output()).isZero();
        assertThat(push.output()).contains("no change request was opened").contains("1 to 200 characters");
        as("analyst").queryParam("branch", branch).get(Change.REQUESTS).then().body("changeRequests", empty());
        Change.note(author).git().commit("A change");
        assertThat(author.git()
                        .run("push", "-o", "colour=red", "origin", "HEAD")
                        .output())
                .contains("'colour=red' is not known here");
    }

    @Test
    void mainPushedByAnAdminIsOnRecord() {
        Author admin = Author.clone("admin", folder);
        String before = admin.head();
        Change.note(admin).git().commit("Past review");
        admin.git().ok("push", "-q", "origin", "HEAD:main");
        as("auditor")
                .queryParam("action", "main.pushed")
                .queryParam("limit", 1)
                .get("/api/v1/audit")
                .then()
                .body("records[0].actor", equalTo("admin"))
                .body("records[0].before.main", equalTo(before))
                .body("records[0].after.main", equalTo(admin.head()))
                .body("records[0].seq", greaterThan(0));
    }
}

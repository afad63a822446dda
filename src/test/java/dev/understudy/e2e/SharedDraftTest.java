package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Links.visitor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A draft that decides for who has a link, by the header and by the cookie. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class SharedDraftTest {
    private static final String DOSES = "/api/v1/rulesets/dose-check/decisions";

    @TempDir
    Path folder;

    @Nested
    class ByTheHeader {
        @Test
        void decidesForSomebodyWithoutAnAccountAndDoesNotCount() {
            String branch = Author.draft(folder, 311);
            Links link = Links.of(branch);
            String id = link.decide()
                    .statusCode(200)
                    .header("Rules-Branch", branch)
                    .header("Rules-Selected-By", "SHARE_LINK")
                    .body("selectedBy", equalTo("SHARE_LINK"))
                    .body("effective", equalTo(false))
                    .body("outcome.Compensation[0].amount", equalTo(311))
                    .extract()
                    .path("id");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> as("auditor")
                            .get("/api/v1/decisions/" + id)
                            .then()
                            .statusCode(200)
                            .body("caller", equalTo("share:" + link.id()))
                            .body("selectedBy", equalTo("SHARE_LINK")));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> link.get()
                            .body("shareLink.uses", equalTo(1))
                            .body("recordedUses[0].action", equalTo("DECISION"))
                            .body("recordedUses[0].decision", equalTo(id))
                            .body("recordedUses[0].address", equalTo("127.0.0.1"))
                            .body("recordedUses[0].userAgent", containsString("Apache"))
                            .body("recordedUses[0].caller", nullValue()));
        }

        @Test
        void withAnAccountOfOnesOwnOneIsOneself() {
            String branch = Author.draft(folder, 312);
            Links link = Links.of(branch);
            String id = link.decide(as("app"))
                    .statusCode(200)
                    .body("selectedBy", equalTo("SHARE_LINK"))
                    .body("outcome.Compensation[0].amount", equalTo(312))
                    .extract()
                    .path("id");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> link.get()
                            .body("recordedUses[0].caller", equalTo("app"))
                            .body("recordedUses[0].decision", equalTo(id)));
            link.decide(given().auth().preemptive().basic("app", "wrong").contentType("application/json"))
                    .statusCode(401);
        }

        @Test
        void atACommitDecidesByThatCommit() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            String first = author.amount(313).push();
            author.amount(314).push();
            Links.of(branch + "@" + first)
                    .decide()
                    .statusCode(200)
                    .body("commit", equalTo(first))
                    .body("outcome.Compensation[0].amount", equalTo(313));
            Links.with(branch, Map.of("commit", first)).decide().body("commit", equalTo(first));
            Links.of(branch).decide().body("outcome.Compensation[0].amount", equalTo(314));
        }

        @Test
        void aHeaderThatSaysOtherwiseIsA409ThatNamesBoth() {
            String branch = Author.draft(folder, 315);
            Links link = Links.with(branch, Map.of("uses", 1));
            link.decide(as("analyst").header("Rules-Branch", "main"))
                    .statusCode(409)
                    .body("type", containsString("conflicting-branches"))
                    .body("shareLink", equalTo(branch))
                    .body("header", equalTo("main"))
                    .body("detail", allOf(containsString(branch), containsString("'main'")));
            link.decide(visitor().header("Rules-Branch", "no/such-branch"))
                    .statusCode(409)
                    .body("detail", not(containsString("did you mean")));
            link.decide(visitor().header("Rules-Branch", branch + "@" + "a".repeat(40)))
                    .statusCode(409);
            link.decide(visitor().header("Rules-Branch", "a..b")).statusCode(400);
            // It has one use, and none of these was one. Without an account the same branch in both is fine.
            link.decide(visitor().header("Rules-Branch", branch)).statusCode(200);
        }

        @Test
        void isForItsRulesetAlone() {
            Links link = Links.of(Author.draft(folder, 316));
            visitor()
                    .header(Links.HEADER, link.token())
                    .body("{\"facts\": {}}")
                    .post(DOSES)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("flight-compensation"));
            as("app")
                    .header(Links.HEADER, link.token())
                    .body("{\"facts\": {}}")
                    .post(DOSES)
                    .then()
                    .statusCode(403);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/v1/rulesets/dose-check/../flight-compensation/decisions",
                    "/api/v1/rulesets/flight-compensation/../dose-check/decisions",
                    "/api/v1/rulesets/dose-check/..%2fflight-compensation/decisions",
                    "/api/v1/rulesets/flight-compensation;x=y/decisions",
                    "/api/v1/rulesets/flight-compensation/decisions;x",
                    "/api;x/v1/rulesets/flight-compensation/decisions",
                    "/api/v1/rulesets/flight-compensation/decisions/",
                    "/api/v1/rulesets/flight-compensation//decisions",
                    "//api/v1/rulesets/flight-compensation/decisions",
                    "/api/v1/rulesets/%66light-compensation/decisions",
                    "/api/v1/rulesets/flight-compensation/decisions/batch",
                    "/api/v1/rulesets//decisions"
                })
        void noOtherSpellingOfAPathLetsAVisitorIn(String path) throws Exception {
            Links link = Links.of(Author.draft(folder, 317));
            // REST Assured would tidy the path up.
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Content-Type", "application/json")
                    .header(Links.HEADER, link.token())
                    .POST(HttpRequest.BodyPublishers.ofString(Api.SHORT_FLIGHT))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isIn(400, 401, 403, 404, 405);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"explain=true", "whyNot=*", "whyNot=Short+haul", "x"})
        void explainsNothingToSomebodyWithoutAnAccount(String query) {
            Links link = Links.of(Author.draft(folder, 310));
            visitor()
                    .header(Links.HEADER, link.token())
                    .body(Api.SHORT_FLIGHT)
                    .post(Api.FLIGHTS + "?" + query)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("without explanations"));
        }

        @Test
        void garbageIsRefusedAndNeverIgnored() {
            Ready.await();
            for (String token : List.of("x", "uss_", "uss_" + "A".repeat(600), "uss_AAAA.AAAA")) {
                decide(visitor().header(Links.HEADER, token))
                        .statusCode(403)
                        .body("type", containsString("invalid-share-link"))
                        .body("detail", not(containsString("AAAA")));
                decide(as("app").header(Links.HEADER, token)).statusCode(403);
            }
        }

        @Test
        void badFactsAreAUseWithoutADecision() {
            Links link = Links.with(Author.draft(folder, 318), Map.of("uses", 2));
            visitor()
                    .header(Links.HEADER, link.token())
                    .body("{\"facts\": {\"Flight\": {\"delay\": \"late\"}}}")
                    .post(Api.FLIGHTS)
                    .then()
                    .statusCode(400);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> link.get()
                            .body("shareLink.uses", equalTo(1))
                            .body("recordedUses[0].decision", nullValue()));
        }

        @Test
        void choosesTheBranchOfWhatElseOnesAccountMayRead() {
            String branch = Author.draft(folder, 319);
            Links link = Links.of(branch);
            as("analyst")
                    .header(Links.HEADER, link.token())
                    .get("/api/v1/rulesets/flight-compensation")
                    .then()
                    .statusCode(200)
                    .header("Rules-Selected-By", "SHARE_LINK")
                    .body("branch", equalTo(branch));
            as("app")
                    .header(Links.HEADER, link.token())
                    .get("/api/v1/rulesets/flight-compensation")
                    .then()
                    .statusCode(403);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> link.get().body("recordedUses[0].action", equalTo("READ")));
        }
    }

    @Nested
    class ByTheCookie {
        @Test
        void tellsWhoseDraftItIsBeforeItIsSet() {
            String branch = Author.draft(folder, 321);
            Links link = Links.of(branch);
            String opening = link.open()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("madeBy", equalTo("analyst"))
                    .body("branch", equalTo(branch))
                    .body("commit", notNullValue())
                    .body("ruleset", equalTo("flight-compensation"))
                    .body("effective", equalTo(false))
                    .body("expiresAt", notNullValue())
                    .body("decisions", nullValue())
                    .extract()
                    .path("opening");
            visitor()
                    .body(Map.of("opening", opening))
                    .post(Links.PATH + "/cookie")
                    .then()
                    .statusCode(204)
                    .header(
                            "Set-Cookie",
                            allOf(
                                    containsString("rules-preview="),
                                    containsString("HttpOnly"),
                                    containsString("SameSite=Lax"),
                                    containsString("Max-Age=86"),
                                    not(containsString("Secure"))));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> link.get()
                            .body("shareLink.uses", equalTo(1))
                            .body("recordedUses.action", equalTo(List.of("COOKIE", "PAGE"))));
        }

        @Test
        void decidesForAnApplicationThatHandsItOnAndIsNoCredential() {
            String branch = Author.draft(folder, 322);
            Links link = Links.with(branch, Map.of("uses", 1));
            String cookie = link.cookie();
            for (int i = 0; i < 3; i++) {
                decide(as("app").cookie(Links.COOKIE, cookie))
                        .statusCode(200)
                        .header("Rules-Selected-By", "PREVIEW_COOKIE")
                        .body("selectedBy", equalTo("PREVIEW_COOKIE"))
                        .body("effective", equalTo(false))
                        .body("outcome.Compensation[0].amount", equalTo(322));
            }
            decide(visitor().cookie(Links.COOKIE, cookie)).statusCode(401);
            link.get().body("shareLink.uses", equalTo(1));
        }

        @Test
        void leavesOtherRulesetsAlone() {
            String cookie = Links.of(Author.draft(folder, 323)).cookie();
            as("analyst")
                    .cookie(Links.COOKIE, cookie)
                    .get("/api/v1/rulesets/dose-check")
                    .then()
                    .statusCode(200)
                    .header("Rules-Selected-By", "DEFAULT")
                    .header("Rules-Warning", nullValue());
        }

        @Test
        void comesBehindTheSessionAndTheHeader() {
            String cookie = Links.of(Author.draft(folder, 324)).cookie();
            String branch = Author.draft(folder, 325);
            String session = as("analyst")
                    .body(Map.of("branch", branch))
                    .put(Api.SESSION)
                    .then()
                    .extract()
                    .cookie("rules-session");
            decide(as("app").cookie(Links.COOKIE, cookie).cookie("rules-session", session))
                    .header("Rules-Selected-By", "SESSION")
                    .body("outcome.Compensation[0].amount", equalTo(325));
            decide(Api.on("main").cookie(Links.COOKIE, cookie)).header("Rules-Selected-By", "HEADER");
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage", "a.b", "%00", "\"\"", "uss_a.b"})
        void thatNobodySignedCountsAsNone(String value) {
            decide(as("app").cookie(Links.COOKIE, value))
                    .statusCode(200)
                    .header("Rules-Selected-By", "DEFAULT")
                    .header("Rules-Warning", nullValue());
        }

        @Test
        void isTakenAwayOnRequest() {
            visitor()
                    .delete(Links.PATH + "/cookie")
                    .then()
                    .statusCode(204)
                    .header("Set-Cookie", containsString("rules-preview=; Max-Age=0"));
        }

        @Test
        void isSetForNoPageOfAnother() {
            Links link = Links.of(Author.draft(folder, 326));
            String opening = link.open().extract().path("opening");
            visitor()
                    .header("Sec-Fetch-Site", "cross-site")
                    .body(Map.of("opening", opening))
                    .post(Links.PATH + "/cookie")
                    .then()
                    .statusCode(403);
            given().contentType("text/plain")
                    .body("{\"opening\": \"" + opening + "\"}")
                    .post(Links.PATH + "/cookie")
                    .then()
                    .statusCode(415);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "{", "[]", "null", "{\"opening\": 1}", "{\"opening\": \"a.b\"}", "{\"token\": \"x\"}"})
        void isSetForNoGarbage(String body) {
            visitor()
                    .body(body)
                    .post(Links.PATH + "/cookie")
                    .then()
                    .statusCode(oneOf(400, 403))
                    .header("Set-Cookie", nullValue());
        }
    }
}

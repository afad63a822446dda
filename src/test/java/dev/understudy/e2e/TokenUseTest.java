package dev.understudy.e2e;

import static dev.understudy.e2e.Api.FLIGHTS;
import static dev.understudy.e2e.Api.SHORT_FLIGHT;
import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Programs.TOKENS;
import static dev.understudy.e2e.Programs.made;
import static dev.understudy.e2e.Programs.make;
import static dev.understudy.e2e.Programs.name;
import static dev.understudy.e2e.Programs.with;
import static dev.understudy.e2e.Programs.withPassword;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, as programs use them. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class TokenUseTest {
    @TempDir
    Path folder;

    @Nested
    class AToken {
        @Test
        void decidesAsTheBearerAndAsThePassword() {
            String token = made("decide");
            decide(with(token)).statusCode(200).body("effective", equalTo(true));
            decide(withPassword(token)).statusCode(200);
            decide(given().header("Authorization", "bearer " + token)).statusCode(200);
        }

        @Test
        void isInTheDecisionLogUnderItsOwnName() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            String id = decide(with(made.getString("token"))).extract().path("id");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> as("auditor")
                            .get("/api/v1/decisions/" + id)
                            .then()
                            .statusCode(200)
                            .body("caller", equalTo("token:" + made.getString("name"))));
        }

        @Test
        void mayDoNothingElse() {
            String token = made("decide");
            with(token).get("/api/v1/rulesets").then().statusCode(403).body("right", equalTo("read"));
            with(token).get(TOKENS).then().statusCode(403);
            with(token).get("/api/v1/decisions").then().statusCode(403);
            decide(with(token).header("Rules-Branch", "main"))
                    .statusCode(403)
                    .body("detail", containsString("tokens with branch:select have it"));
            with(made("git")).body(SHORT_FLIGHT).post(FLIGHTS).then().statusCode(403);
        }

        @Test
        void showsWhenItWasLastUsed() {
            JsonPath made = make(Map.of("rights", List.of("decide")));
            assertThat(made.getString("lastUsedAt")).isNull();
            decide(with(made.getString("token"))).statusCode(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> as("admin")
                            .get(TOKENS)
                            .then()
                            .body(
                                    "tokens.find { it.id == '" + made.getString("id") + "' }.lastUsedAt",
                                    notNullValue()));
        }
    }

    @Nested
    class LimitedToARuleset {
        @Test
        void isRefusedWithOthers() {
            String token = make(Map.of(
                            "rights", List.of("decide", "branch:select"), "rulesets", List.of("flight-compensation")))
                    .getString("token");
            decide(with(token)).statusCode(200);
            with(token)
                    .get("/api/v1/rulesets/flight-compensation/openapi")
                    .then()
                    .statusCode(200);
            for (String path : List.of(
                    "/api/v1/rulesets/dose-check/decisions",
                    "/api/v1/rulesets/dose-check/decisions/batch",
                    "/api/v1/rulesets/dose%2Dcheck/decisions",
                    "/api/v1/rulesets/none/decisions")) {
                with(token)
                        .urlEncodingEnabled(false)
                        .body("{}")
                        .post(path)
                        .then()
                        .statusCode(403)
                        .body("detail", containsString("flight-compensation alone"));
            }
            with(token).get("/api/v1/rulesets/dose-check/openapi").then().statusCode(403);
            with(token).get("/api/v1/session/branch").then().statusCode(200);
        }

        @Test
        void gitIsForNoneOfThemAlone() {
            as("admin")
                    .body(Map.of("name", name(), "rights", List.of("git"), "rulesets", List.of("dose-check")))
                    .post(TOKENS)
                    .then()
                    .statusCode(400)
                    .body("pointer", equalTo("/rulesets"));
        }
    }

    @Nested
    class ForBranches {
        @Test
        void choosesOneAndItsDecisionsDoNotCount() {
            String branch = Author.draft(folder, 311);
            decide(with(made("decide", "branch:select")).header("Rules-Branch", branch))
                    .statusCode(200)
                    .body("outcome.Compensation[0].amount", equalTo(311))
                    .body("effective", equalTo(false));
        }

        @Test
        void withBranchEffectiveTheyCount() {
            String branch = Author.draft(folder, 312);
            String token = made("decide", "branch:effective");
            String id = decide(with(token).header("Rules-Branch", branch))
                    .statusCode(200)
                    .body("outcome.Compensation[0].amount", equalTo(312))
                    .body("effective", equalTo(true))
                    .extract()
                    .path("id");
            decide(Api.on(branch)).body("effective", equalTo(false));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> as("auditor")
                            .get("/api/v1/decisions/" + id)
                            .then()
                            .statusCode(200)
                            .body("branch", equalTo(branch))
                            .body("effective", equalTo(true)));
        }
    }

    @Nested
    class ForGit {
        @Test
        void isThePasswordOfWhateverName() {
            String token = made("git");
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.git().ok("remote", "set-url", "origin", url(token));
            author.git().ok("fetch", "-q", "origin");
            author.amount(313).push();
            GitClient.Result main = author.git().run("push", "-q", "origin", "HEAD:main");
            assertThat(main.output()).contains("only an admin pushes main");
            decide(Api.on(branch)).body("outcome.Compensation[0].amount", equalTo(313));
        }

        @Test
        void isRefusedWithoutTheRight() {
            Ready.await();
            GitClient.Result clone = GitClient.in(folder).run("clone", "-q", url(made("decide")), "none");
            assertThat(clone.output()).contains("lacks the right fetch; tokens with git have it");
        }

        @Test
        void whoseItIsHasNoVoteOnWhatItPushed() {
            String token =
                    make(Map.of("rights", List.of("git"), "owner", "reviewer")).getString("token");
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.git().ok("remote", "set-url", "origin", url(token));
            String head = author.amount(314).push();
            int number = as("analyst")
                    .body(Map.of("branch", branch, "title", "By a program"))
                    .post("/api/v1/change-requests")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("number");
            as("reviewer")
                    .body(Map.of("verdict", "APPROVE", "commit", head))
                    .post("/api/v1/change-requests/" + number + "/reviews")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:understudy:problem:own-change"));
        }

        private static String url(String token) {
            return "http://x:" + token + "@localhost:" + RestAssured.port + "/git/rules.git";
        }
    }
}

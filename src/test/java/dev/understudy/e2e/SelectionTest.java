package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing a branch that is not there, may not be chosen, or does not compile. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class SelectionTest {
    @TempDir
    Path folder;

    private static Cookie session(String branch) {
        return as("analyst")
                .body("{\"branch\": \"" + branch + "\"}")
                .put(Api.SESSION)
                .then()
                .statusCode(200)
                .extract()
                .detailedCookie("rules-session");
    }

    @Nested
    class ByTheHeader {
        @Test
        void anUnknownBranchIsA404WithTheNearestName() {
            decide(on("mian"))
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:understudy:problem:unknown-branch"))
                    .body("detail", equalTo("There is no branch 'mian'; did you mean 'main'?"))
                    .body("branch", equalTo("mian"));
        }

        @Test
        void anApplicationMayNotChoose() {
            decide(as("app").header("Rules-Branch", "main"))
                    .statusCode(403)
                    .body("type", equalTo("urn:understudy:problem:forbidden"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a..b",
                    "../main",
                    "/main",
                    "main/",
                    "feature//x",
                    "a b",
                    "a\tb",
                    "a~b",
                    "a^b",
                    "a:b",
                    "a?b",
                    "a*b",
                    "a[b",
                    "a\\b",
                    "a.lock",
                    ".hidden",
                    "feature/.x",
                    "-x",
                    "a@{b",
                    "@",
                    "HEAD",
                    "refs/heads/main",
                    "%00",
                    "a%0ab",
                    "%2e%2e",
                    "."
                })
        void aNameThatGitWouldNotTakeIsA400(String name) {
            decide(on(name))
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:understudy:problem:invalid-branch-name"));
        }

        @Test
        void threeHundredLettersAreA400() {
            decide(on("x".repeat(300)))
                    .statusCode(400)
                    .body("detail", equalTo("A branch's name has at most 200 characters; this one has 300."));
        }

        @Test
        void anEmptyHeaderIsA400() {
            decide(on("")).statusCode(400);
        }

        @Test
        void upperAndLowerCaseAreNotTheSame() {
            decide(on("MAIN")).statusCode(404).body("detail", containsString("did you mean 'main'?"));
        }

        @Test
        void lettersBeyondAsciiTravelEncoded() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch() + "-größe";
            author.amount(290).git().ok("checkout", "-q", "-b", branch);
            author.push();
            decide(on(branch.replace("ö", "%C3%B6").replace("ß", "%C3%9F")))
                    .statusCode(200)
                    .header("Rules-Branch", branch.replace("ö", "%C3%B6").replace("ß", "%C3%9F"))
                    .body("branch", equalTo(branch));
        }
    }

    @Nested
    class AtACommit {
        @Test
        void aCommitOfThePastDecides() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            String first = author.amount(291).push();
            author.amount(292).push();
            decide(on(branch + "@" + first))
                    .statusCode(200)
                    .header("Rules-Commit", first)
                    .body("commit", equalTo(first))
                    .body("effective", equalTo(false))
                    .body("outcome.Compensation[0].amount", equalTo(291));
            decide(on(branch)).body("outcome.Compensation[0].amount", equalTo(292));
        }

        @Test
        void theLiveCommitOfMainByItsNumberIsNotEffective() {
            String head = decide(as("app")).extract().header("Rules-Commit");
            decide(on("main@" + head)).statusCode(200).body("effective", equalTo(false));
        }

        @Test
        void anUnknownCommitIsA404() {
            String commit = "0123456789abcdef".repeat(3).substring(0, 40);
            decide(on("main@" + commit))
                    .statusCode(404)
                    .body("type", equalTo("urn:understudy:problem:unknown-commit"))
                    .body("detail", containsString(commit));
        }

        @Test
        void aCommitOfAnotherBranchIsA404() {
            Author author = Author.clone("analyst", folder);
            author.branch();
            String commit = author.amount(293).push();
            decide(on("main@" + commit)).statusCode(404).body("type", containsString("unknown-commit"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"main@", "main@123", "main@zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"})
        void halfACommitIsTakenForABranch(String name) {
            decide(on(name)).statusCode(404).body("type", containsString("unknown-branch"));
        }
    }

    @Nested
    class ByTheSession {
        @Test
        void anApplicationMayNotSetTheFlagButItCounts() {
            String branch = Author.draft(folder, 294);
            as("app").body("{\"branch\": \"main\"}").put(Api.SESSION).then().statusCode(403);
            decide(as("app").cookie(session(branch)))
                    .statusCode(200)
                    .header("Rules-Selected-By", "SESSION")
                    .body("outcome.Compensation[0].amount", equalTo(294));
        }

        @Test
        void theHeaderGoesBeforeTheFlag() {
            String branch = Author.draft(folder, 295);
            decide(on("main").cookie(session(branch)))
                    .header("Rules-Selected-By", "HEADER")
                    .body("outcome.Compensation[0].amount", equalTo(250));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"branch\": \"no/such\"}", "{\"branch\": \"mian\"}"})
        void anUnknownBranchIsA404(String body) {
            as("analyst").body(body).put(Api.SESSION).then().statusCode(404);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "[]",
                    "{",
                    "null",
                    "{\"branch\": null}",
                    "{\"branch\": \"\"}",
                    "{\"branch\": \"a..b\"}",
                    "{\"branch\": \"a\\u0000b\"}",
                    "{\"branch\": [\"main\"]}"
                })
        void aBodyThatNamesNoBranchIsA400(String body) {
            as("analyst").body(body).put(Api.SESSION).then().statusCode(400).contentType("application/problem+json");
        }

        @Test
        void whenItsBranchIsGoneMainDecidesAndTheFlagIsCleared() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.amount(296).push();
            Cookie session = session(branch);
            author.git().ok("push", "-q", "origin", "--delete", branch);
            decide(as("analyst").cookie(session))
                    .statusCode(200)
                    .header("Rules-Branch", "main")
                    .header("Rules-Selected-By", "DEFAULT")
                    .header("Rules-Warning", "branch-gone")
                    .cookie("rules-session", equalTo(""))
                    .body("effective", equalTo(true))
                    .body("outcome.Compensation[0].amount", equalTo(250));
            decide(on(branch)).statusCode(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"garbage", "a.b.c", "%00", "\"\""})
        void aFlagThatNobodySignedCountsAsNone(String value) {
            decide(as("analyst").cookie("rules-session", value)).statusCode(200).header("Rules-Selected-By", "DEFAULT");
        }

        @Test
        void aFlagWithOneLetterChangedCountsAsNone() {
            String value = session(Author.draft(folder, 297)).getValue();
            for (int at : new int[] {0, value.length() / 2, value.length() - 2}) {
                char other = value.charAt(at) == 'x' ? 'y' : 'x';
                String forged = value.substring(0, at) + other + value.substring(at + 1);
                decide(as("analyst").cookie("rules-session", forged)).header("Rules-Selected-By", "DEFAULT");
            }
        }
    }

    @Nested
    class ABrokenBranch {
        @Test
        void isA422WithTheDiagnostics() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.edit(Author.RULES, "Flight\\(delay >= 180, km", "Flight(dealy >= 180, km");
            GitClient.Result push = author.tryToPush();
            assertThat(push.exit()).isZero();
            assertThat(push.output())
                    .containsPattern("remote: flight-compensation/eu261.drl:\\d+:12 .*dealy")
                    .contains("remote: flight-compensation is BROKEN on " + branch);
            decide(on(branch))
                    .statusCode(422)
                    .header("Rules-Branch", branch)
                    .header("Rules-Commit", author.head())
                    .body("type", equalTo("urn:understudy:problem:broken-ruleset"))
                    .body("diagnostics[0].file", equalTo(Author.RULES))
                    .body("diagnostics[0].column", equalTo(12))
                    .body("diagnostics[0].severity", equalTo("ERROR"));
            as("analyst")
                    .get("/api/v1/branches")
                    .then()
                    .body("find { it.name == '" + branch + "' }.state", equalTo("BROKEN"))
                    .body(
                            "find { it.name == '" + branch + "' }.rulesets.find { it.name == 'dose-check' }.state",
                            equalTo("LIVE"));
            decide(as("app")).statusCode(200);
        }

        @Test
        void failsNoOtherRuleset() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.edit(Author.RULES, "package", "pakage").push();
            decide(on(branch)).statusCode(422);
            on(branch).get("/api/v1/rulesets/dose-check").then().statusCode(200).body("state", equalTo("LIVE"));
        }
    }
}

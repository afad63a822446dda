package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of the README: clone, branch, change the amount, push, decide. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class WalkTest {
    @TempDir
    Path folder;

    @Test
    void aPushedBranchDecidesForWhoAsksAndForNobodyElse() {
        Author author = Author.clone("analyst", folder);
        String main = author.head();
        String branch = author.branch();
        author.amount(275).git().commit("Raise the amount for short flights");
        String terminal = author.git().run("push", "origin", branch).output();
        assertThat(terminal).contains("remote: flight-compensation: 11 rules compile, no scenario fails.");

        decide(on(branch))
                .statusCode(200)
                .header("Rules-Branch", branch)
                .header("Rules-Commit", author.head())
                .header("Rules-Selected-By", "HEADER")
                .header("Rules-Age", matchesPattern("\\d+"))
                .body("branch", equalTo(branch))
                .body("commit", equalTo(author.head()))
                .body("selectedBy", equalTo("HEADER"))
                .body("effective", equalTo(false))
                .body("outcome.Compensation[0].amount", equalTo(275));
        decide(as("analyst"))
                .statusCode(200)
                .header("Rules-Branch", "main")
                .header("Rules-Selected-By", "DEFAULT")
                .body("effective", equalTo(true))
                .body("outcome.Compensation[0].amount", equalTo(250));
        assertThat(main).isNotEqualTo(author.head());
    }

    @Test
    void theSessionFlagDecidesForItsSessionAlone() {
        String branch = Author.draft(folder, 280);
        Cookie session = as("analyst")
                .body("{\"branch\": \"" + branch + "\"}")
                .put(Api.SESSION)
                .then()
                .statusCode(200)
                .body("branch", equalTo(branch))
                .body("selectedBy", equalTo("SESSION"))
                .extract()
                .detailedCookie("rules-session");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(session.getMaxAge()).isPositive();

        decide(as("analyst").cookie(session))
                .statusCode(200)
                .header("Rules-Selected-By", "SESSION")
                .body("effective", equalTo(false))
                .body("outcome.Compensation[0].amount", equalTo(280));
        decide(as("analyst")).body("outcome.Compensation[0].amount", equalTo(250));
        decide(as("analyst2")).body("outcome.Compensation[0].amount", equalTo(250));
        as("analyst").cookie(session).get(Api.SESSION).then().body("branch", equalTo(branch));
        as("analyst").get(Api.SESSION).then().body("branch", equalTo("main")).body("selectedBy", equalTo("DEFAULT"));
        as("analyst").cookie(session).delete(Api.SESSION).then().statusCode(204).cookie("rules-session", equalTo(""));
    }

    @Test
    void aDecisionHasEverythingThatItsReaderNeeds() {
        decide(as("app"))
                .statusCode(200)
                .contentType("application/json")
                .body("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
                .body("ruleset", equalTo("flight-compensation"))
                .body("commit", matchesPattern("[0-9a-f]{40}"))
                .body("firedRules.rule", hasItem("Short haul"))
                .body("outcome.Care.kind", hasItem("MEALS"))
                .body("engineMicros", greaterThanOrEqualTo(0));
    }

    @Test
    void explainTellsWhatFiredOnWhat() {
        as("app")
                .queryParam("explain", true)
                .body(Api.SHORT_FLIGHT)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .body("firings[0].rule", equalTo("Short haul"))
                .body("firings[0].file", equalTo(Author.RULES))
                .body("firings[0].line", greaterThanOrEqualTo(40))
                .body("firings[0].facts[0].type", equalTo("Flight"))
                .body("firings[0].facts[0].fact.delay", equalTo(180));
    }

    @Test
    void branchesAreListedWithTheirState() {
        String branch = Author.draft(folder, 285);
        as("analyst")
                .get("/api/v1/branches")
                .then()
                .statusCode(200)
                .body("find { it.name == 'main' }.state", equalTo("LIVE"))
                .body("find { it.name == '" + branch + "' }.state", equalTo("LIVE"))
                .body("find { it.name == '" + branch + "' }.rulesets.name", hasItem("dose-check"))
                .body("find { it.name == '" + branch + "' }.rulesets[0].diagnostics", empty());
        as("app").get("/api/v1/branches").then().statusCode(403);
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was chosen at the first hop of a journey, at the later ones. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ContextTest {
    @TempDir
    Path folder;

    private static String context(String branch) {
        return decide(on(branch)).statusCode(200).extract().header("Rules-Context");
    }

    @Test
    void anApplicationGoesOnWithTheDraftThatWasChosenBefore() {
        String branch = Author.draft(folder, 301);
        String context = context(branch);
        decide(as("app")
                        .header("baggage", "user=alice,rules.ctx=" + context + ",z=1")
                        .header("Rules-Branch", branch))
                .statusCode(200)
                .header("Rules-Selected-By", "CONTEXT")
                .header("Rules-Branch", branch)
                .header("Rules-Context", context)
                .body("selectedBy", equalTo("CONTEXT"))
                .body("effective", equalTo(false))
                .body("outcome.Compensation[0].amount", equalTo(301));
    }

    @Test
    void theCommitOfTheFirstHopDecidesAlsoWhenTheDraftMoves() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        String first = author.amount(302).push();
        String context = context(branch);
        author.amount(303).push();
        decide(as("app").header("baggage", "rules.ctx=" + context))
                .statusCode(200)
                .header("Rules-Commit", first)
                .body("outcome.Compensation[0].amount", equalTo(302));
    }

    @Test
    void aBatchGoesOnWithItToo() {
        String branch = Author.draft(folder, 304);
        String context = context(branch);
        as("app")
                .header("baggage", "rules.ctx=" + context)
                .body(Api.SHORT_FLIGHT)
                .post(Api.FLIGHTS + "/batch")
                .then()
                .statusCode(200)
                .header("Rules-Selected-By", "CONTEXT")
                .header("Rules-Context", context)
                .body(containsString("\"amount\":304"));
    }

    @Test
    void aDeletedDraftIsA404AndMainDecidesNothing() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(305).push();
        String context = context(branch);
        author.git().ok("push", "-q", "origin", "--delete", branch);
        decide(as("app").header("baggage", "rules.ctx=" + context))
                .statusCode(404)
                .body("type", endsWith(":unknown-branch"));
    }

    @Test
    void aDraftThatWasRewrittenIsA404() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(306).push();
        String context = context(branch);
        author.git().ok("reset", "-q", "--hard", "origin/main");
        author.amount(307).push();
        decide(as("app").header("baggage", "rules.ctx=" + context))
                .statusCode(404)
                .body("type", endsWith(":unknown-commit"));
    }

    @Test
    void fromOutsideNoContextHasAnEffect() {
        String context = context(Author.draft(folder, 308));
        for (String entry : new String[] {context, "forged", "a.b.c", "%zz"}) {
            decide(as("analyst").header("baggage", "rules.ctx=" + entry))
                    .statusCode(200)
                    .header("Rules-Selected-By", "DEFAULT")
                    .body("effective", equalTo(true));
        }
    }

    @Test
    void fromInsideAForgedOneIsRefused() {
        String context = context(Author.draft(folder, 309));
        String forged = context.substring(0, 200) + (context.charAt(200) == 'x' ? 'y' : 'x') + context.substring(201);
        decide(as("app").header("baggage", "rules.ctx=" + forged))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", endsWith(":untrusted-context"));
        decide(as("app").header("baggage", "rules.ctx=" + context.substring(0, 300)))
                .statusCode(400)
                .body("type", endsWith(":invalid-context"));
        decide(as("app").header("baggage", "rules.journey=j")).statusCode(400);
    }

    @Test
    void aMegabyteOfBaggageIsRefusedBeforeAnybodyReadsIt() {
        assertThat(decide(as("app").header("baggage", "rules.ctx=" + "A".repeat(1 << 20)))
                        .extract()
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void whatNobodyChoseIsNotHandedOn() {
        decide(as("app")).statusCode(200).header("Rules-Context", nullValue());
    }

    @Test
    void whatWasChosenIsToldAlsoWhenTheFactsDoNotFit() {
        on(Author.draft(folder, 310))
                .body("{\"facts\": {\"Flight\": {\"dte\": 1}}}")
                .post(Api.FLIGHTS)
                .then()
                .statusCode(400)
                .header("Rules-Context", notNullValue());
    }

    @Test
    void theKeysNeedNoAccount() {
        given().get("/api/v1/context/keys")
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].kty", equalTo("OKP"));
    }
}

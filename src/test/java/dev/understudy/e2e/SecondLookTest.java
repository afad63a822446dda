package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals when main moves in the same rules: what recorded decisions become tells whether they hold. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class SecondLookTest {
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final String ORDER = "{\"facts\": {\"Order\": [{\"drug\": \"propofol\", \"careArea\": \"ICU\","
            + " \"route\": \"INTRAVENOUS\", \"dose\": {\"amount\": 3.2, \"units\": \"mg/kg/h\"}, \"weightKg\": 70}]}}";

    @TempDir
    Path folder;

    @Inject
    DataSource database;

    private static void decideAndKeep() {
        Ready.await();
        String id = as("app")
                .body(ORDER)
                .post("/api/v1/rulesets/dose-check/decisions")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        as("analyst").get("/api/v1/decisions/" + id).then().statusCode(200));
    }

    private static void awaitDone(Change change) {
        await().atMost(PATIENCE).untilAsserted(() -> change.get().body("evidence.state", equalTo("DONE")));
    }

    /** Main gets a text in front of the rules that no branch of the test touches. */
    private void pushMain(String pattern, String replacement) {
        Author admin = Author.clone("admin", folder);
        admin.edit(Change.DOSES, pattern, replacement).git().commit("Past review");
        admin.git().ok("push", "-q", "origin", "HEAD:main");
    }

    @Test
    void anApprovalWaitsUntilTheSameDecisionsChangeInTheSameWay() {
        decideAndKeep();
        Change change = Change.open(folder, Change::rule);
        awaitDone(change);
        change.review("reviewer", "APPROVE")
                .statusCode(201)
                .body("reviews[0].counts", equalTo(true))
                .body("reviews[0].evidence", greaterThan(0));
        pushMain("(?m)^declare enum CareArea", "declare Unused\n    text : String\nend\n\ndeclare enum CareArea");
        await().atMost(PATIENCE)
                .untilAsserted(() -> change.get()
                        .body("reviews[0].again", equalTo(false))
                        .body("reviews[0].counts", equalTo(true))
                        .body("state", equalTo("APPROVED")));
        change.merge("analyst").statusCode(200).body("state", equalTo("MERGED"));
        as("auditor")
                .get(change.path() + "/evidence")
                .then()
                .statusCode(200)
                .body("size()", equalTo(2))
                .body("[0].document.rulesets[0].impact.whole", equalTo(true))
                .body("[1].foundAt", notNullValue());
    }

    @Test
    void itLapsesWhenTheImpactIsAnother() {
        decideAndKeep();
        Change change = Change.open(folder, Change::rule);
        awaitDone(change);
        change.review("reviewer", "APPROVE").statusCode(201);
        pushMain(
                "\\z",
                "\nrule \"Odd\"\nsalience -20\nwhen\n    Accepted(order.drug == \"propofol\", order.dose.amount > 3.15B,"
                        + " order.dose.amount < 3.25B)\nthen\n"
                        + "    insert(new Advice(AdviceKind.SECOND_CHECK, \"Odd\"));\nend\n");
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> change.get()
                            .body("reviews[0].counts", equalTo(false))
                            .body("reviews[0].lapsed.reason", containsString("The impact on dose-check was")));
            change.merge("analyst").statusCode(409).body("missing.code", hasItem("APPROVALS"));
        } finally {
            pushMain("(?s)\nrule \"Odd\".*", "");
        }
    }

    @Test
    void untilThenMergingIsRefused() {
        decideAndKeep();
        Change change = Change.open(folder, Change::rule);
        awaitDone(change);
        change.review("reviewer", "APPROVE").statusCode(201);
        pushMain(
                "(?m)^declare enum Route",
                "declare Spare" + change.number + "\n    text : String\nend\n\n" + "declare enum Route");
        // Either it is still looked at, or that was quick; it never lapses.
        int status = change.merge("analyst").extract().statusCode();
        Assertions.assertThat(status).isIn(200, 409);
        change.get().body("reviews[0].lapsed", nullValue());
    }

    @Test
    void nobodyChangesEvidence() {
        decideAndKeep();
        Change change = Change.open(folder, Change::rule);
        awaitDone(change);
        for (String statement : new String[] {"update evidence set document = '{}'", "delete from evidence_sample"}) {
            Assertions.assertThatThrownBy(() -> sql(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Evidence can't be changed");
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}

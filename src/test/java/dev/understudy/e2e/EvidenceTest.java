package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.understudy.review.OtherNode;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer is told that a change would do. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class EvidenceTest {
    private static final String FLIGHT = "{\"facts\": {\"Flight\": [{\"date\": \"2001/01/01 13:38\", \"delay\": 180,"
            + " \"distance\": 291, \"origin\": \"SLC\", \"destination\": \"BOI\","
            + " \"passengerName\": \"Ada Lovelace\"}]}}";

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    @Inject
    DataSource database;

    @Inject
    OtherNode other;

    /** Decides a short flight on main, and waits until the decision is in the log. */
    private static void decideAndKeep() {
        Ready.await();
        String id = as("app")
                .body(FLIGHT)
                .post("/api/v1/rulesets/flight-compensation/decisions")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        as("analyst").get("/api/v1/decisions/" + id).then().statusCode(200));
    }

    private static void awaitEvidence(Change change) {
        await().atMost(PATIENCE).untilAsserted(() -> change.get().body("evidence.state", equalTo("DONE")));
    }

    @Test
    void recordedDecisionsAreDecidedAgainByTheChange() {
        decideAndKeep();
        Change change = Change.open(folder, author -> author.amount(333));
        awaitEvidence(change);
        change.get()
                .body("evidence.rulesets.ruleset", contains("flight-compensation"))
                .body("evidence.rulesets[0].difference.rules.changed.rule", contains("Short haul"))
                .body("evidence.rulesets[0].difference.contract.effect", equalTo("NONE"))
                .body("evidence.rulesets[0].impact.whole", equalTo(true))
                .body("evidence.rulesets[0].impact.changed", greaterThan(0))
                .body("evidence.rulesets[0].impact.kinds[0].examples[0].decision", containsString("-7"))
                .body("evidence.rulesets[0].impact.sums.field", hasItem("Compensation.amount"))
                .body("evidence.rulesets[0].coverage.failed", equalTo(0))
                .body("evidence.rulesets[0].mutants.end", equalTo("COMPLETE"))
                // The scenarios leave this amount open, and that shows.
                .body("evidence.rulesets[0].mutants.survivors.rule", hasItem("Short haul"));
        // What outcomes and facts hold is read in the decision log, where it is masked.
        as("reviewer").get(change.path()).then().body(not(containsString("Lovelace")));
    }

    @Test
    void whatANodeBeganAndDidNotEndIsTakenUpByTheNextOneThatStarts() throws SQLException {
        Change change = Change.open(folder, author -> author.amount(335));
        awaitEvidence(change);
        change.author.amount(337);
        change.author.push();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows("change_request", change)).isOne());
        assertThat(rows("evidence", change)).isZero();
        begun(change);
        other.start();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rows("evidence", change)).isOne();
            assertThat(rows("evidence_begun", change)).isZero();
        });
        change.get().body("evidence.state", equalTo("DONE"));
    }

    @Test
    void whatWasBegunOfAClosedRequestIsForgotten() throws SQLException {
        Change change = Change.open(folder, author -> author.amount(336));
        awaitEvidence(change);
        change.act("analyst", "close").statusCode(200);
        begun(change);
        other.start();
        assertThat(rows("evidence_begun", change)).isZero();
    }

    /** As a node leaves it that is killed while it looks. */
    private void begun(Change change) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into evidence_begun select id, base_head,"
                                + " head, now() from change_request where id = ?")) {
            insert.setLong(1, change.number);
            assertThat(insert.executeUpdate()).isOne();
        }
    }

    /** About the commit that the branch has now. */
    private long rows(String table, Change change) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from " + table + " where head = ?")) {
            select.setString(1, change.author.head());
            try (ResultSet found = select.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getLong(1);
            }
        }
    }

    @Test
    void aDeclaredBlastRadiusIsHeldAgainstIt() {
        decideAndKeep();
        Change change = Change.open(folder, author -> author.amount(334));
        awaitEvidence(change);
        change.get().body("missing.code", not(hasItem("BLAST_RADIUS")));
        as("analyst")
                .body(Map.of("title", "Nothing changes", "blastRadius", Map.of("maxPercent", 0)))
                .put(change.path())
                .then()
                .statusCode(200)
                .body("missing.code", hasItem("BLAST_RADIUS"));
        as("analyst")
                .body(Map.of(
                        "title",
                        "Another transition",
                        "blastRadius",
                        Map.of("transitions", List.of(Map.of("from", "this", "to", "that")))))
                .put(change.path())
                .then()
                .body("missing.code", hasItem("BLAST_RADIUS"));
    }

    @Test
    void aChangeThatDoesNotCompileSaysSo() {
        Change change =
                Change.open(folder, author -> author.edit("flight-compensation/eu261.drl", "Flight\\(", "Flihgt("));
        awaitEvidence(change);
        change.get()
                .body("evidence.rulesets[0].impact.note", containsString("does not compile"))
                .body("missing.code", hasItem("BROKEN"));
    }
}

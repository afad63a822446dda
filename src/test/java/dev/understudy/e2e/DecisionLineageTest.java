package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads in a session with a branch selected sees what that branch sees. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class DecisionLineageTest {
    private static final String DECISIONS = "/api/v1/decisions";
    private static final String FLIGHT = "flight-compensation";
    private static final String DOSE = "dose-check";
    private static final AtomicInteger HOURS = new AtomicInteger();

    @TempDir
    Path folder;

    @Inject
    DataSource database;

    @Inject
    Sealing sealing;

    /** An hour of which no other test has decisions. */
    private final Instant from = Instant.parse("2026-07-01T00:00:00Z").plusSeconds(3_600L * HOURS.incrementAndGet());

    @BeforeEach
    void makePartitions() throws SQLException {
        LoggedRow.makePartitions(database);
    }

    private LoggedRow row(String ruleset) {
        return LoggedRow.of(ruleset, from.plusSeconds(1));
    }

    private ValidatableResponse list(RequestSpecification reader, String... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            reader.queryParam(parameters[i], parameters[i + 1]);
        }
        return reader.queryParam("from", from.toString())
                .queryParam("to", from.plusSeconds(3_600).toString())
                .get(DECISIONS)
                .then();
    }

    private static List<String> ids(LoggedRow... rows) {
        return Arrays.stream(rows).map(row -> row.id().toString()).toList();
    }

    private static List<String> ids(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("decisions.id");
    }

    private static Cookie session(String branch) {
        return as("analyst")
                .body("{\"branch\": \"" + branch + "\"}")
                .put(Api.SESSION)
                .then()
                .statusCode(200)
                .extract()
                .detailedCookie("rules-session");
    }

    @Test
    void aSelectedBranchIsReadUnderTheSameName() throws SQLException {
        String branch = Author.draft(folder, 281);
        LoggedRow flight = row(FLIGHT);
        LoggedRow draft = row(FLIGHT).draft(branch);
        LoggedRow dose = row(DOSE);
        LoggedRow doseDraft = row(DOSE).draft(branch);
        LoggedRow.insert(database, List.of(flight, draft, dose, doseDraft));
        Cookie session = session(branch);
        ValidatableResponse seen = list(as("analyst").cookie(session));
        assertThat(ids(seen)).isEqualTo(ids(dose, draft));
        seen.body("lineage.'flight-compensation'", equalTo(branch))
                .body("lineage.'dose-check'", equalTo("main"))
                .header("Rules-Branch", branch)
                .header("Rules-Selected-By", "SESSION")
                .header("Rules-Lineage", containsString("dose-check=main, flight-compensation=" + branch));
        assertThat(ids(list(as("analyst").cookie(session), "ruleset", FLIGHT))).isEqualTo(ids(draft));
        assertThat(ids(list(as("analyst").cookie(session), "ruleset", DOSE))).isEqualTo(ids(dose));
        assertThat(ids(list(as("analyst").header("Rules-Branch", branch)))).isEqualTo(ids(dose, draft));
        assertThat(ids(list(as("analyst")).body("lineage", nullValue()))).isEqualTo(ids(dose, flight));
    }

    @Test
    void explicitFiltersWin() throws SQLException {
        String branch = Author.draft(folder, 282);
        LoggedRow flight = row(FLIGHT);
        LoggedRow draft = row(FLIGHT).draft(branch);
        LoggedRow.insert(database, List.of(flight, draft));
        Cookie session = session(branch);
        assertThat(ids(list(as("analyst").cookie(session), "branch", "main").body("lineage", nullValue())))
                .isEqualTo(ids(flight));
        assertThat(ids(list(as("analyst").cookie(session), "effective", "true")))
                .isEqualTo(ids(flight));
        assertThat(ids(list(as("analyst").cookie(session), "branch", branch))).isEqualTo(ids(draft));
        assertThat(ids(list(as("analyst").cookie(session), "caller", "nobody"))).isEmpty();
    }

    @Test
    void aCursorOfOneBranchIsNoneOfAnother() throws SQLException {
        String branch = Author.draft(folder, 283);
        LoggedRow.insert(database, List.of(row(DOSE), row(DOSE), row(DOSE)));
        Cookie session = session(branch);
        String cursor =
                list(as("analyst").cookie(session), "limit", "1").extract().path("next");
        list(as("analyst").cookie(session), "cursor", cursor).statusCode(200).body("decisions.size()", equalTo(2));
        list(as("analyst"), "cursor", cursor).statusCode(400).body("detail", containsString("other filters"));
    }

    @Test
    void anExportFollowsTheBranchToo() throws SQLException {
        String branch = Author.draft(folder, 284);
        LoggedRow flight = row(FLIGHT);
        LoggedRow draft = row(FLIGHT).draft(branch);
        LoggedRow.insert(database, List.of(flight, draft));
        assertThat(list(as("analyst").cookie(session(branch)), "format", "ndjson", "ruleset", FLIGHT)
                        .statusCode(200)
                        .header("Rules-Lineage", "flight-compensation=" + branch)
                        .extract()
                        .asString())
                .contains(draft.id().toString())
                .doesNotContain(flight.id().toString());
    }

    @Test
    void aBranchThatIsGoneIsReadAsProductionWithAWarning() throws SQLException {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(285).push();
        LoggedRow flight = row(FLIGHT);
        LoggedRow.insert(database, List.of(flight));
        Cookie session = session(branch);
        author.git().ok("push", "-q", "origin", "--delete", branch);
        assertThat(ids(list(as("analyst").cookie(session))
                        .header("Rules-Warning", "branch-gone")
                        .cookie("rules-session", equalTo(""))))
                .isEqualTo(ids(flight));
        list(as("analyst").header("Rules-Branch", branch)).statusCode(404);
        as("analyst")
                .queryParam("branch", branch)
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(404);
    }

    @Test
    void aCommitInTheHeaderIsRefused() {
        String head = as("analyst").get("/api/v1/session/branch").path("commit");
        list(as("analyst").header("Rules-Branch", "main@" + head))
                .statusCode(400)
                .body("detail", containsString("'commit'"));
    }

    private List<String> views(String branch) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select definition from pg_views where schemaname = ?")) {
            statement.setString(1, branch);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    @Test
    void viewsFollowTheirBranchAndGoWithIt() throws SQLException {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.git().ok("push", "-q", "origin", branch);
        as("analyst")
                .queryParam("branch", branch)
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(200);
        assertThat(views(branch)).isNotEmpty().noneMatch(each -> each.contains("'" + branch + "'"));
        author.amount(287).push();
        await().untilAsserted(() -> assertThat(views(branch)).anyMatch(each -> each.contains("'" + branch + "'")));
        author.git().ok("push", "-q", "origin", "--delete", branch);
        await().untilAsserted(() -> assertThat(views(branch)).isEmpty());
    }

    @Test
    void aSensitiveRoutingKeyIsFoundByWhoMaySeeIt() throws SQLException {
        LoggedRow sealed = row(FLIGHT).routingKey(sealing.pseudonym("P-77"));
        LoggedRow plain = row(FLIGHT).routingKey("P-77");
        LoggedRow.insert(database, List.of(sealed, plain));
        assertThat(ids(list(as("auditor"), "routingKey", "P-77")))
                .containsExactlyInAnyOrderElementsOf(ids(sealed, plain));
        assertThat(ids(list(as("analyst"), "routingKey", "P-77"))).isEqualTo(ids(plain));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from look where request like ? and request not like '%P-77%'")) {
            statement.setString(1, "%" + sealing.pseudonym("P-77") + "%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isPositive();
            }
        }
    }

    @Test
    void sqlIsToldWhatToSet() throws SQLException {
        String branch = Author.draft(folder, 286);
        as("analyst")
                .cookie(session(branch))
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(200)
                .body("branch", equalTo(branch))
                .body("statement", equalTo("set search_path to \"" + branch + "\""))
                .body("views", hasItems("decisions", DOSE, FLIGHT))
                .body("lineage.'dose-check'", equalTo("main"))
                .body("lineage.'flight-compensation'", equalTo(branch))
                .body("role", equalTo("understudy_reader"));
        as("analyst")
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(200)
                .body("statement", equalTo("set search_path to \"production\""));
        as("analyst")
                .queryParam("branch", "mian")
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(404)
                .body("detail", equalTo("There is no branch 'mian'; did you mean 'main'?"));
        as("analyst")
                .queryParam("branch", "a..b")
                .get(DECISIONS + "/sql")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("branch"));
        as("analyst").queryParam("ruleset", "x").get(DECISIONS + "/sql").then().statusCode(400);
    }
}

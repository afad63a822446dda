package dev.understudy.decisionlog.query;

import static dev.understudy.decisionlog.query.Calls.DECISIONS;
import static dev.understudy.decisionlog.query.Calls.as;
import static dev.understudy.decisionlog.query.Calls.list;
import static dev.understudy.decisionlog.query.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions as NDJSON and CSV. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ExportTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @Inject
    DataSource database;

    private final String ruleset = "export-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void makePartitions() throws SQLException {
        LoggedRow.makePartitions(database);
    }

    private List<LoggedRow> rows(int count) throws SQLException {
        List<LoggedRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(LoggedRow.of(ruleset, NOON.plusMillis(i)));
        }
        LoggedRow.insert(database, rows);
        return rows.reversed();
    }

    @Test
    void ndjsonHasOneDecisionALineWithoutALimit() throws Exception {
        List<LoggedRow> rows = rows(2_345);
        String text = with(as("analyst").accept("application/x-ndjson"), "ruleset", ruleset)
                .get(DECISIONS)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        List<String> ids = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : text.lines().toList()) {
            JsonNode decision = json.readTree(line);
            ids.add(decision.get("id").asText());
            assertThat(decision.at("/facts/Flight/0/delay").asInt()).isEqualTo(200);
        }
        assertThat(ids).isEqualTo(rows.stream().map(row -> row.id().toString()).toList());
    }

    @Test
    void theFormatInTheQueryWinsAndALimitHolds() throws SQLException {
        rows(5);
        String text = with(
                        as("analyst").accept("application/json, */*"),
                        "ruleset",
                        ruleset,
                        "format",
                        "ndjson",
                        "limit",
                        "3")
                .get(DECISIONS)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        assertThat(text.lines()).hasSize(3);
        with(as("analyst").accept("text/html,application/xhtml+xml,*/*;q=0.8"), "ruleset", ruleset)
                .get(DECISIONS)
                .then()
                .contentType("application/json")
                .body("decisions.size()", equalTo(5));
    }

    @Test
    void anExportGoesOnAtACursor() throws SQLException {
        List<LoggedRow> rows = rows(5);
        String cursor = list("ruleset", ruleset, "limit", "2").extract().path("next");
        String text = list("ruleset", ruleset, "format", "ndjson", "cursor", cursor)
                .extract()
                .asString();
        assertThat(text.lines())
                .hasSize(3)
                .first()
                .asString()
                .contains(rows.get(2).id().toString());
    }

    @Test
    void nothingIsAnEmptyExport() {
        assertThat(list("ruleset", ruleset, "format", "ndjson")
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEmpty();
        assertThat(list("ruleset", ruleset, "format", "csv")
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines())
                .hasSize(1);
    }

    @Test
    void csvIsATableWithoutFormulas() throws SQLException {
        LoggedRow row = LoggedRow.of(ruleset, NOON)
                .routingKey("=HYPERLINK(\"http://evil\")")
                .caller("@caller")
                .body("{\n\"facts\": {\"A\": [\"b\"]}, \"asOf\": \"-2001-01-01T00:00:00Z\"}");
        LoggedRow.insert(database, List.of(row));
        String text = with(as("auditor").accept("text/csv"), "ruleset", ruleset)
                .get(DECISIONS)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/csv"))
                .header("Content-Disposition", equalTo("attachment; filename=\"decisions.csv\""))
                .extract()
                .asString();
        assertThat(text)
                .isEqualTo(
                        "id,decidedAt,ruleset,branch,commit,selectedBy,effective,rolloutSide,routingKey,caller,engine,"
                                + "asOf,facts,outcome,firedRules,engineMicros,steps,firings\r\n"
                                + row.id() + ",2026-03-03T12:00:00Z," + ruleset
                                + ",main,0123456789abcdef0123456789abcdef01234567,DEFAULT,true,,"
                                + "\"'=HYPERLINK(\"\"http://evil\"\")\",\"'@caller\",drools 10.2.0,\"'-2001-01-01T00:00:00Z\","
                                + "\"{\"\"A\"\": [\"\"b\"\"]}\",\"{\"\"Compensation\"\":[{\"\"amount\"\":250}]}\","
                                + "\"[{\"\"rule\"\":\"\"Short haul\"\",\"\"count\"\":1}]\",41,310,4\r\n");
    }

    @Test
    void badInputIsAProblemAndNoStream() {
        list("format", "csv", "limit", "0").statusCode(400).body("parameter", equalTo("limit"));
        list("format", "ndjson", "from", "x").statusCode(400).body("parameter", equalTo("from"));
        with(as("analyst").accept("text/csv"), "ruleset", "UPPER")
                .get(DECISIONS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void aStreamThatBreaksOffDoesNotLookWhole() throws Exception {
        rows(1);
        // More than the buffers between here and there hold.
        LoggedRow big = LoggedRow.of(ruleset, NOON).body("{\"facts\":{\"x\":\"" + "x".repeat(1 << 20) + "\"}}");
        List<LoggedRow> many = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            many.add(LoggedRow.of(ruleset, NOON.minusSeconds(i)).body(big.body()));
        }
        LoggedRow.insert(database, many);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + DECISIONS + "?format=ndjson&ruleset=" + ruleset))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("analyst:analyst".getBytes(StandardCharsets.UTF_8)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream in = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            assertThat(in.read()).isEqualTo('{');
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("alter table decision rename column outcome to not_there");
                connection.commit();
                try {
                    assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
                } finally {
                    statement.execute("alter table decision rename column not_there to outcome");
                    connection.commit();
                }
            }
        }
    }
}

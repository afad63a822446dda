package dev.understudy.decisionlog.query;

import static dev.understudy.decisionlog.query.Calls.DECISIONS;
import static dev.understudy.decisionlog.query.Calls.as;
import static dev.understudy.decisionlog.query.Calls.list;
import static dev.understudy.decisionlog.query.Calls.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters of the decision log, and whoever uses them wrongly. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class DecisionListTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OTHER_COMMIT = "fedcba9876543210fedcba9876543210fedcba98";

    @Inject
    DataSource database;

    /** A name that no other test has. */
    private final String ruleset =
            "list-" + Long.toString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);

    @BeforeEach
    void makePartitions() throws SQLException {
        LoggedRow.makePartitions(database);
    }

    private LoggedRow row(int second) {
        return LoggedRow.of(ruleset, NOON.plusSeconds(second));
    }

    private void log(LoggedRow... rows) throws SQLException {
        LoggedRow.insert(database, List.of(rows));
    }

    private List<String> found(String... parameters) {
        String[] all = Arrays.copyOf(parameters, parameters.length + 2);
        all[parameters.length] = "ruleset";
        all[parameters.length + 1] = ruleset;
        return list(all).statusCode(200).body("next", nullValue()).extract().path("decisions.id");
    }

    private static List<String> ids(LoggedRow... rows) {
        return Arrays.stream(rows).map(row -> row.id().toString()).toList();
    }

    @Test
    void theNewestComesFirst() throws SQLException {
        LoggedRow first = row(1);
        LoggedRow second = row(2);
        LoggedRow sameMoment = row(2);
        log(second, first, sameMoment);
        assertThat(found()).isEqualTo(ids(sameMoment, second, first));
    }

    @Test
    void draftsAppearOnlyWhenTheyAreAskedFor() throws SQLException {
        LoggedRow counted = row(1);
        LoggedRow draft = row(2).draft("feature/x");
        LoggedRow otherDraft = row(3).draft("feature/y");
        log(counted, draft, otherDraft);
        assertThat(found()).isEqualTo(ids(counted));
        assertThat(found("effective", "true")).isEqualTo(ids(counted));
        assertThat(found("effective", "false")).isEqualTo(ids(otherDraft, draft));
        assertThat(found("branch", "feature/x")).isEqualTo(ids(draft));
        assertThat(found("branch", "feature/x", "effective", "true")).isEmpty();
        assertThat(found("branch", "main")).isEqualTo(ids(counted));
        assertThat(found("branch", "no/such/branch")).isEmpty();
    }

    @Test
    void eachFilterNarrows() throws SQLException {
        LoggedRow plain = row(1);
        LoggedRow special = row(2).commit(OTHER_COMMIT)
                .side("candidate")
                .routingKey("a key: ' \"ö\"")
                .caller("somebody")
                .tags("rule:Long haul, it's 3,500 km", "type:Care", "value:Care.meal=a:b.c", "value:Care.hotel=true");
        log(plain, special);
        List<String> wanted = ids(special);
        assertThat(found("commit", OTHER_COMMIT)).isEqualTo(wanted);
        assertThat(found("commit", OTHER_COMMIT.toUpperCase(Locale.ROOT))).isEqualTo(wanted);
        assertThat(found("rolloutSide", "candidate")).isEqualTo(wanted);
        assertThat(found("rolloutSide", "baseline")).isEmpty();
        assertThat(found("routingKey", "a key: ' \"ö\"")).isEqualTo(wanted);
        assertThat(found("caller", "somebody")).isEqualTo(wanted);
        assertThat(found("rule", "Long haul, it's 3,500 km")).isEqualTo(wanted);
        assertThat(found("outcome", "Care")).isEqualTo(wanted);
        assertThat(found("outcome", "Care.meal:a:b.c")).isEqualTo(wanted);
        assertThat(found("outcome", "Care.meal:a")).isEmpty();
        assertThat(found("outcome", "Care.meal:a:b.c", "outcome", "Care.hotel:true"))
                .isEqualTo(wanted);
        assertThat(found("outcome", "Care", "outcome", "Compensation")).isEmpty();
        assertThat(found("outcome", "Compensation.amount:250")).isEqualTo(ids(plain));
        assertThat(found("rule", "Short haul", "caller", "app")).isEqualTo(ids(plain));
    }

    @Test
    void fromIsInTheRangeAndToIsNot() throws SQLException {
        LoggedRow first = row(1);
        LoggedRow second = row(2);
        LoggedRow third = row(3);
        log(first, second, third);
        assertThat(found("from", "2026-03-01T12:00:02Z")).isEqualTo(ids(third, second));
        assertThat(found("to", "2026-03-01T12:00:02Z")).isEqualTo(ids(first));
        assertThat(found("from", "2026-03-01T13:00:02+01:00", "to", "2026-03-01T12:00:03Z"))
                .isEqualTo(ids(second));
        assertThat(found("from", "2026-03-01T12:00:02.0001Z")).isEqualTo(ids(third));
        assertThat(found("from", "9999-01-01T00:00:00Z")).isEmpty();
        assertThat(found("to", "1970-01-01T00:00:01Z")).isEmpty();
    }

    @Test
    void decisionsOfAllYearAreFound() throws SQLException {
        LoggedRow old = LoggedRow.of(ruleset, Instant.parse("2026-01-01T00:00:00Z"));
        LoggedRow spring = LoggedRow.of(ruleset, Instant.parse("2026-04-05T00:00:00Z"));
        LoggedRow late = LoggedRow.of(ruleset, Instant.parse("2026-12-31T23:59:59.999Z"));
        log(old, spring, late);
        assertThat(found()).isEqualTo(ids(late, spring, old));
        assertThat(found("from", "2026-01-01T00:00:00Z", "to", "2026-01-01T00:00:00.001Z"))
                .isEqualTo(ids(old));
    }

    @Test
    void aDecisionShowsAllThatIsKept() throws SQLException {
        LoggedRow row = row(1).routingKey("p-17").side("baseline");
        log(row);
        as("reviewer")
                .get(DECISIONS + "/" + row.id())
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(row.id().toString()))
                .body("decidedAt", equalTo("2026-03-01T12:00:01Z"))
                .body("ruleset", equalTo(ruleset))
                .body("branch", equalTo("main"))
                .body("commit", equalTo("0123456789abcdef0123456789abcdef01234567"))
                .body("selectedBy", equalTo("DEFAULT"))
                .body("effective", equalTo(true))
                .body("rolloutSide", equalTo("baseline"))
                .body("routingKey", equalTo("p-17"))
                .body("caller", equalTo("app"))
                .body("engine", equalTo("drools 10.2.0"))
                .body("asOf", equalTo("2026-03-01T08:00:00Z"))
                .body("facts.Flight[0].delay", equalTo(200))
                .body("outcome.Compensation[0].amount", equalTo(250))
                .body("firedRules[0].rule", equalTo("Short haul"))
                .body("firedRules[0].count", equalTo(1))
                .body("engineMicros", equalTo(41))
                .body("budget.steps", equalTo(310))
                .body("budget.firings", equalTo(4));
        as("analyst")
                .get(DECISIONS + "/" + row.id().toString().toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200);
    }

    @Test
    void sealedValuesAreMaskedForEverybody() throws SQLException {
        LoggedRow row = row(1).body("{\"facts\":{\"Flight\":[{\"name\":{\"$sealed\":\"k1:c2VjcmV0\"},\"delay\":1}]}}")
                .outcome("{\"Care\":[{\"to\":{\"$sealed\":\"k1:c2VjcmV0\"}}]}");
        log(row);
        for (String account : List.of("analyst", "reviewer", "operator", "auditor", "admin")) {
            String shown = as(account)
                    .get(DECISIONS + "/" + row.id())
                    .then()
                    .statusCode(200)
                    .body("facts.Flight[0].name", equalTo("•••"))
                    .body("facts.Flight[0].delay", equalTo(1))
                    .body("outcome.Care[0].to", equalTo("•••"))
                    .extract()
                    .asString();
            assertThat(shown).doesNotContain("c2VjcmV0").doesNotContain("sealed");
        }
        for (String format : List.of("json", "ndjson", "csv")) {
            String shown = list("ruleset", ruleset, "format", format).extract().asString();
            assertThat(shown).contains("•••").doesNotContain("c2VjcmV0").doesNotContain("sealed");
        }
    }

    @Test
    void whatIsNoJsonIsShownAsText() throws SQLException {
        LoggedRow row = row(1).body("{\"facts\": {\"$sealed\":\"k1:c2VjcmV0\"}").outcome("");
        log(row);
        as("analyst")
                .get(DECISIONS + "/" + row.id())
                .then()
                .statusCode(200)
                .body("facts", equalTo("{\"facts\": \"•••\""))
                .body("outcome", equalTo(""));
    }

    @Nested
    class Rights {
        @ParameterizedTest
        @ValueSource(strings = {"", "/0192d5a0-1c2b-7000-8000-000000000000", "/sql", "?format=csv", "?limit=0"})
        void anApplicationMayNotRead(String path) {
            as("app")
                    .get(DECISIONS + path)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("lacks the right read-decisions"));
        }

        @Test
        void nobodyReadsWithoutAnAccount() {
            given().get(DECISIONS).then().statusCode(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"analyst", "reviewer", "operator", "auditor", "admin"})
        void theOthersMay(String account) {
            with(as(account), "ruleset", "no-such-ruleset")
                    .get(DECISIONS)
                    .then()
                    .statusCode(200)
                    .body("decisions", hasSize(0))
                    .body("next", nullValue());
        }
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                ignoreLeadingAndTrailingWhitespace = false,
                value = {
                    "ruleset|../x",
                    "ruleset|UPPER",
                    "ruleset|a b",
                    "branch|a..b",
                    "branch|-x",
                    "branch|a b",
                    "commit|0123",
                    "commit|zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                    "from|yesterday",
                    "from|2026-03-01",
                    "from|2026-03-01T12:00:00",
                    "from|1969-12-31T23:59:59Z",
                    "from|+999999999-12-31T23:59:59Z",
                    "to|2026-02-30T12:00:00Z",
                    "to|12",
                    "effective|yes",
                    "effective|TRUE",
                    "rolloutSide|left",
                    "outcome|Compensation.amount",
                    "outcome|.amount:1",
                    "outcome|Compensation.:1",
                    "outcome|Compensation:1",
                    "outcome|a b",
                    "limit|0",
                    "limit|-1",
                    "limit|1001",
                    "limit|1e3",
                    "limit|99999999999999999999",
                    "limit| 5",
                    "format|xml",
                    "format|JSON",
                    "cursor|x",
                    "cursor|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "cursor|ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
                })
        void namesItsParameter(String name, String value) {
            list(name, value)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("parameter", equalTo(name));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ruleset",
                    "branch",
                    "commit",
                    "from",
                    "to",
                    "effective",
                    "rolloutSide",
                    "outcome",
                    "rule",
                    "routingKey",
                    "caller",
                    "limit",
                    "cursor",
                    "format"
                })
        void anEmptyOrEndlessOrImpossibleValueIsA400(String name) {
            list(name, "").statusCode(400).body("parameter", equalTo(name));
            list(name, "x".repeat(1_001)).statusCode(400).body("parameter", equalTo(name));
            list(name, "a\u0000b").statusCode(400).body("parameter", equalTo(name));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ruleset", "branch", "from", "limit", "cursor", "format", "caller"})
        void aValueGivenTwiceIsA400(String name) {
            list(name, "a", name, "b")
                    .statusCode(400)
                    .body("detail", equalTo("The parameter '" + name + "' may be given once."));
        }

        @Test
        void anUnknownParameterIsA400WithTheNearestName() {
            list("rulset", "x")
                    .statusCode(400)
                    .body("detail", equalTo("There is no parameter 'rulset' here; did you mean 'ruleset'?"))
                    .body("parameter", equalTo("rulset"));
            list("\n" + "x".repeat(100), "x").statusCode(400).body("parameter", containsString("…"));
        }

        @Test
        void aTimeThatEndsBeforeItBeginsIsA400() {
            list("from", "2026-03-01T12:00:00Z", "to", "2026-03-01T12:00:00Z")
                    .statusCode(400)
                    .body("detail", equalTo("The parameter 'to' has to be later than 'from'."));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "1-1-1-1-1",
                    "0192d5a0-1c2b-7000-8000-00000000000",
                    "0192d5a0-1c2b-7000-8000-00000000000g",
                    "0192d5a01c2b70008000000000000000",
                    "%00"
                })
        void anIdThatIsNoUuidIsA400(String id) {
            as("analyst")
                    .urlEncodingEnabled(false)
                    .get(DECISIONS + "/" + id)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("A decision is named by its UUID"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0192d5a0-1c2b-7000-8000-000000000000",
                    "0192d5a0-1c2b-4000-8000-000000000000",
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-7fff-bfff-ffffffffffff",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff"
                })
        void anUnknownIdIsA404(String id) {
            as("analyst")
                    .get(DECISIONS + "/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:understudy:problem:not-found"));
        }

        @Test
        void aTypeThatIsNotGivenIsA406() {
            as("analyst").accept("image/png").get(DECISIONS).then().statusCode(406);
        }
    }
}

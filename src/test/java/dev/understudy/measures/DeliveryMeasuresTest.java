package dev.understudy.measures;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The four measures of a history in the year 2010, written into the tables as the service writes it. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class DeliveryMeasuresTest {
    private static final String PATH = "/api/v1/metrics/delivery";
    private static final String OURS = "flight-compensation";
    private static final int MARCH = 31;

    @Inject
    DataSource database;

    @Inject
    MeasureGauges gauges;

    private static RequestSpecification as(String account) {
        return given().auth().preemptive().basic(account, account);
    }

    @AfterEach
    void forget() {
        Sql.run(
                database,
                "delete from live_rules where since < '2011-01-01'; delete from rollout where created_at < '2011-01-01';"
                        + "delete from decision_feedback where at < '2011-01-01'");
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private static String commit(String letter) {
        return letter.repeat(40);
    }

    /** Rules of one letter were live from then on. */
    private void live(String letter, String since, String cause, boolean undone, @Nullable String written) {
        Sql.run(
                database,
                "insert into live_rules (ruleset, commit_id, tree, since, cause, undone) overriding system value values ('"
                        + OURS + "', '" + commit(letter) + "', '" + commit(letter) + "', '" + since + "', '" + cause
                        + "', "
                        + undone + ")");
        Sql.run(
                database,
                "insert into live_change (live, first_commit_at) select max(id), " + quoted(written)
                        + "::timestamptz from live_rules where ruleset = '" + OURS + "'");
    }

    private String rollout(String letter, String state, @Nullable String started, @Nullable String ended) {
        String id = UUID.randomUUID().toString();
        Sql.run(database, """
                insert into rollout (id, ruleset, head, baseline, baseline_tree, candidate, candidate_tree, unit_kind,
                    hides_unit, plan, secret, state, ticked_at, ledger, created_by, created_at, started_at, ended_at,
                    promoted)
                values ('%s', '%s', 'h', 'b', 'b', '%s', '%s', '/a', false, '{}', '%s', '%s', '2010-01-01', '{}', 'a',
                    '2010-01-01', %s, %s, '%s')""".formatted(
                        id,
                        OURS,
                        commit(letter),
                        commit(letter),
                        "0".repeat(64),
                        state,
                        quoted(started),
                        quoted(ended),
                        commit(letter)));
        return id;
    }

    private void bad(String letter, String at) {
        Sql.run(
                database,
                "insert into decision_feedback (decision, ruleset, commit_id, verdict, reason, account, at) values ('"
                        + UUID.randomUUID() + "', '" + OURS + "', '" + commit(letter) + "', 'BAD', '', 'app', '" + at
                        + "')");
    }

    /**
     * a was there; b came at once, two days after its first commit; c by stages, four days after, and was reverted 3 h
     * after the first complaint; d never got beyond its stages, 2 h; e waited and was given up; b came again.
     */
    private void history() {
        live("a", "2010-02-01T00:00:00Z", "MAIN", false, null);
        live("b", "2010-03-03T00:00:00Z", "MAIN", false, "2010-03-01T00:00:00Z");
        rollout("c", "PROMOTED", "2010-03-09T00:00:00Z", "2010-03-10T00:00:00Z");
        live("c", "2010-03-10T00:00:00Z", "MAIN", true, "2010-03-06T00:00:00Z");
        bad("c", "2010-03-11T00:00:00Z");
        bad("c", "2010-03-12T00:00:00Z");
        live("b", "2010-03-11T03:00:00Z", "REVERT", false, null);
        rollout("d", "ROLLED_BACK", "2010-03-20T00:00:00Z", "2010-03-20T02:00:00Z");
        rollout("e", "ROLLED_BACK", null, "2010-03-21T00:00:00Z");
    }

    private static JsonPath march(String account) {
        return as(account)
                .queryParams(Map.of("from", "2010-03-01T00:00:00Z", "to", "2010-04-01T00:00:00Z"))
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void aSmallHistoryIsAsByHand() {
        history();
        JsonPath march = march("analyst");
        for (String where : new String[] {"all", "rulesets.'" + OURS + "'", "teams.'passenger-rights'"}) {
            assertThat(march.getInt(where + ".leadTime.count")).isEqualTo(2);
            assertThat(march.getDouble(where + ".leadTime.medianSeconds")).isCloseTo(3 * 86_400.0, within(1e-4));
            assertThat(march.getDouble(where + ".leadTime.p90Seconds")).isCloseTo(3.8 * 86_400.0, within(1e-4));
            assertThat(march.getInt(where + ".frequency.count")).isEqualTo(2);
            assertThat(march.getDouble(where + ".frequency.perDay")).isCloseTo(2.0 / MARCH, within(1e-4));
            assertThat(march.getInt(where + ".changeFailure.changes")).isEqualTo(3);
            assertThat(march.getInt(where + ".changeFailure.failed")).isEqualTo(2);
            assertThat(march.getDouble(where + ".changeFailure.share")).isCloseTo(2 / 3.0, within(1e-4));
            assertThat(march.getInt(where + ".timeToRestore.count")).isEqualTo(2);
            assertThat(march.getDouble(where + ".timeToRestore.medianSeconds")).isCloseTo(2.5 * 3_600, within(1e-4));
        }
        assertThat(march.getMap("teams")).doesNotContainKey("medication-safety");
    }

    @Test
    void rulesThatComeBackAreAnotherChange() {
        history();
        live("c", "2010-03-25T00:00:00Z", "MAIN", false, "2010-03-24T00:00:00Z");
        JsonPath march = march("auditor");
        assertThat(march.getInt("all.frequency.count")).isEqualTo(3);
        assertThat(march.getInt("all.changeFailure.changes")).isEqualTo(4);
        assertThat(march.getInt("all.changeFailure.failed")).isEqualTo(2);
    }

    @Test
    void whatThereIsNoDataForIsNull() {
        as("reviewer")
                .queryParams(Map.of("from", "2009-03-01T00:00:00Z", "to", "2009-04-01T00:00:00Z"))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("all.leadTime.medianSeconds", nullValue())
                .body("all.leadTime.p90Seconds", nullValue())
                .body("all.frequency.perDay", nullValue())
                .body("all.changeFailure.share", nullValue())
                .body("all.timeToRestore.medianSeconds", nullValue())
                .body("rulesets.size()", equalTo(0))
                .body("teams.size()", equalTo(0));
    }

    @Test
    void thirtyDaysAreUsual() {
        as("operator").get(PATH).then().statusCode(200);
        gauges.refresh();
    }

    @Test
    void prometheusHasThemByRuleset() {
        live("a", "2010-01-01T00:00:00Z", "MAIN", false, null);
        Sql.run(
                database,
                "insert into live_rules (ruleset, commit_id, tree, since, cause) values ('" + OURS + "', '"
                        + commit("f") + "', '" + commit("f") + "', now() - interval '1 day', 'MAIN')");
        Sql.run(
                database,
                "insert into live_change (live, first_commit_at) select max(id), max(since) - interval '10 s' from live_rules"
                        + " where tree = '" + commit("f") + "'");
        try {
            gauges.refresh();
            given().get("/q/metrics")
                    .then()
                    .body(containsString("understudy_delivery_lead_time_seconds{quantile=\"0.9\",ruleset=\"" + OURS))
                    .body(containsString("understudy_delivery_changes{ruleset=\"" + OURS))
                    .body(containsString("understudy_delivery_change_failure_ratio{ruleset=\"" + OURS));
        } finally {
            Sql.run(database, "delete from live_rules where tree = '" + commit("f") + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday, from",
        "to, 2010-03-01, to",
        "from, 2999-01-01T00:00:00Z, from",
        "from, 2001-01-01T00:00:00Z, from",
        "to, +999999999-12-31T23:59:59Z, to",
        "from, -999999999-01-01T00:00:00Z, from"
    })
    void windowsThatMakeNoSenseAreRefused(String name, String value, String parameter) {
        as("analyst").queryParam(name, value).get(PATH).then().statusCode(400).body("parameter", equalTo(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app"})
    void whoMayNotReadMayNotReadThem(String account) {
        as(account).get(PATH).then().statusCode(403);
        given().get(PATH).then().statusCode(401);
    }
}

package dev.understudy.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.gitrepo.AnchorRef;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class AuditLogTest {
    private static final String AUDIT = "/api/v1/audit";

    @Inject
    AuditLog log;

    @Inject
    AuditAnchors anchors;

    @Inject
    AnchorRef ref;

    @Inject
    DataSource database;

    private final String subject = "test:" + Long.toString(System.nanoTime(), 36);

    private static RequestSpecification as(String account) {
        return RestAssured.given().auth().preemptive().basic(account, account);
    }

    private long append(String actor, AuditAction action) {
        return log.append(new AuditEvent(actor, action, subject, "dose-check", Map.of("state", "open"), Map.of()));
    }

    private static AuditVerifier.Result verify() throws IOException {
        Response export = as("auditor").queryParam("format", "ndjson").get(AUDIT);
        assertThat(export.statusCode()).isEqualTo(200);
        return new AuditVerifier(new ByteArrayInputStream(export.asByteArray()), Map.of()).verify();
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void recordsOfManyWritersFormOneChain() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Future<Long>> numbers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                numbers.add(writers.submit(() -> append("analyst", AuditAction.CHANGE_EDITED)));
            }
            for (Future<Long> number : numbers) {
                assertThat(number.get()).isPositive();
            }
        }
        AuditVerifier.Result result = verify();
        assertThat(result.fault()).isNull();
        assertThat(result.first()).isEqualTo(1);
        assertThat(result.records()).isGreaterThanOrEqualTo(80);
    }

    @Test
    void aRecordGoesWithItsTransaction() throws IOException {
        QuarkusTransaction.begin();
        append("analyst", AuditAction.CHANGE_OPENED);
        QuarkusTransaction.rollback();
        as("auditor").queryParam("subject", subject).get(AUDIT).then().body("records.size()", equalTo(0));
        append("analyst", AuditAction.CHANGE_OPENED);
        assertThat(verify().fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_record set actor = 'nobody'",
                "delete from audit_record",
                "truncate audit_record",
                "set session_replication_role = replica; delete from audit_record",
            })
    void theServicesOwnAccountCanChangeNothing(String statement) {
        append("analyst", AuditAction.CHANGE_OPENED);
        assertThatThrownBy(() -> sql(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("The audit log can't be changed");
    }

    @Test
    void whoTakesTheTableApartIsFoundOut() throws Exception {
        append("analyst", AuditAction.CHANGE_OPENED);
        long seq = append("analyst", AuditAction.CHANGE_CLOSED);
        append("analyst", AuditAction.CHANGE_REOPENED);
        String where = " where seq = " + seq;
        try {
            sql("alter table audit_record disable trigger audit_record_stays;"
                    + "update audit_record set record = replace(record, 'analyst', 'reviewer')" + where);
            assertThat(verify().fault()).contains("record " + seq + " was altered");
        } finally {
            sql("update audit_record set record = replace(record, '\"actor\":\"reviewer\"', '\"actor\":\"analyst\"')"
                    + where + "; alter table audit_record enable always trigger audit_record_stays");
        }
        assertThat(verify().fault()).isNull();
    }

    @Test
    void itIsFoundByEachFilterNewestFirst() {
        long first = append("analyst", AuditAction.CHANGE_OPENED);
        long second = append("reviewer", AuditAction.REVIEW_APPROVED);
        as("auditor")
                .queryParam("subject", subject)
                .get(AUDIT)
                .then()
                .statusCode(200)
                .body("records.seq", contains((int) second, (int) first))
                .body("records[1].before.state", equalTo("open"))
                .body("next", nullValue());
        as("operator")
                .queryParams(Map.of("subject", subject, "actor", "reviewer", "ruleset", "dose-check"))
                .queryParam("action", "review.approved")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get(AUDIT)
                .then()
                .body("records.seq", contains((int) second));
        as("reviewer")
                .queryParams(Map.of("subject", subject, "limit", "1"))
                .get(AUDIT)
                .then()
                .body("records.seq", contains((int) second))
                .body("next", equalTo((int) second));
        as("reviewer")
                .queryParams(Map.of("subject", subject, "before", Long.toString(second)))
                .get(AUDIT)
                .then()
                .body("records.seq", contains((int) first));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "colour|red|There is no parameter 'colour'",
                "limit|0|'limit' takes a whole number",
                "limit|1001|up to 1000",
                "action|change.open|did you mean 'change.opened'",
                "from|yesterday|takes a moment",
                "before|x|'before' takes",
                "after|5|belongs to exports",
                "format|xml|json or ndjson",
            })
    void filtersThatMakeNoSenseAreNamed(String name, String value, String sentence) {
        as("auditor")
                .queryParam(name, value)
                .get(AUDIT)
                .then()
                .statusCode(400)
                .body("detail", containsString(sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "analyst"})
    void othersMayNotReadIt(String account) {
        as(account).get(AUDIT).then().statusCode(403);
    }

    @Test
    void itsHeadIsAnchoredInGit() throws IOException {
        long seq = append("analyst", AuditAction.CHANGE_OPENED);
        int before = ref.lines().size();
        assertThat(anchors.anchor()).isTrue();
        assertThat(anchors.anchor()).isFalse();
        assertThat(ref.lines())
                .hasSize(before + 1)
                .last()
                .satisfies(line -> assertThat(line).matches(seq + " [0-9a-f]{64} \\S+Z"));
    }
}

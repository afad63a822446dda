package dev.understudy.decisionlog.store;

import static dev.understudy.decisionlog.Decisions.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.decisionlog.Decisions;
import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.decisionlog.RecordCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenDatabase.class)
class DecisionTableTest {
    private final StoreDatabase database;

    private final Partitions partitions = new Partitions();
    private final DecisionTable table;

    DecisionTableTest(StoreDatabase database) {
        this.database = database;
        this.table = new DecisionTable(database.dataSource(), partitions, () -> NOON);
    }

    private static List<Row> rows(LoggedDecision... decisions) {
        return Arrays.stream(decisions)
                .map(each -> Row.of(each, ByteBuffer.wrap(RecordCodec.encode(each))))
                .toList();
    }

    private DecisionTable.Written write(LoggedDecision... decisions) throws SQLException, RefusedRowsException {
        return table.write(rows(decisions));
    }

    @Test
    void everyColumnIsWhatTheDecisionSays() throws Exception {
        LoggedDecision decision = Decisions.any();
        write(decision);

        assertThat(database.query("select row_to_json(decision) from decision"))
                .containsExactly("{\"id\":\"" + decision.id() + "\",\"decided_at\":\"2026-01-23T12:00:00+00:00\","
                        + "\"keep_days\":400,\"ruleset\":\"flight-compensation\",\"branch\":\"main\","
                        + "\"commit_id\":\"0123456789abcdef0123456789abcdef01234567\",\"selected_by\":\"DEFAULT\","
                        + "\"effective\":true,\"rollout_side\":null,\"routing_key\":\"passenger-7\",\"caller\":\"app\","
                        + "\"engine\":\"understudy 0.1.0, drools 10.2.0\","
                        + "\"body\":\"{\\\"facts\\\":{\\\"Flight\\\":{\\\"delay\\\":200}}}\","
                        + "\"outcome\":\"{\\\"Compensation\\\":[{\\\"amount\\\":250,\\\"currency\\\":\\\"EUR\\\"}],"
                        + "\\\"Care\\\":[]}\","
                        + "\"fired_rules\":\"[{\\\"rule\\\":\\\"Short haul\\\",\\\"count\\\":1},"
                        + "{\\\"rule\\\":\\\"Care \\\\\\\"é\\\\\\\"\\\",\\\"count\\\":2}]\","
                        + "\"tags\":[\"type:Compensation\",\"rule:Short haul\",\"rule:Care \\\"é\\\"\","
                        + "\"value:Compensation.amount=250\",\"value:Compensation.currency=EUR\"],"
                        + "\"steps\":1234,\"firings\":3,\"engine_nanos\":41000,\"assignment\":null}");
    }

    @Test
    void aDecisionIsWrittenOnceHoweverOftenItComes() throws Exception {
        LoggedDecision one = Decisions.any();
        LoggedDecision other = Decisions.any();

        assertThat(write(one, one)).isEqualTo(new DecisionTable.Written(1, 1, 0));
        assertThat(write(one, other)).isEqualTo(new DecisionTable.Written(1, 1, 0));
        assertThat(database.decisions()).isEqualTo(2);
    }

    @Test
    void nothingIsWrittenWhenOneIsRefused() {
        assertThatThrownBy(() -> write(Decisions.any(), Decisions.by("a\u0000b")))
                .isInstanceOf(RefusedRowsException.class)
                .hasMessageStartingWith("PostgreSQL refuses it (SQLSTATE 22021): ERROR: invalid byte sequence");
        assertThat(database.decisions()).isZero();
    }

    @Test
    void whatACheckRefusesIsRefusedWithoutRepeatingTheRow() {
        LoggedDecision any = Decisions.any();
        LoggedDecision odd = new LoggedDecision(
                any.id(),
                new LoggedDecision.Rules("r", "main", "no commit", "DEFAULT", true, null, "e"),
                "app",
                "secret",
                any.body(),
                any.outcome(),
                any.firedRules(),
                any.use(),
                400);

        assertThatThrownBy(() -> write(odd))
                .isInstanceOf(RefusedRowsException.class)
                .hasMessageContaining("decision_commit_is_sha1")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void whatIsTooLongForAnIndexIsCutAndWritten() throws Exception {
        String random = randomText(300_000);
        write(
                Decisions.withRoutingKey(random),
                Decisions.withOutcome("{\"T\":[{\"" + randomText(240) + "\":\"" + randomText(100) + "\"}]}"));

        assertThat(database.decisions()).isEqualTo(2);
        assertThat(database.query("select routing_key from decision order by length(routing_key) desc")
                        .getFirst())
                .hasSize(365)
                .startsWith(random.substring(0, 300));
    }

    /** Characters of three bytes that hardly compress. */
    private static String randomText(int length) {
        return new java.util.Random(7)
                .ints(length, 0x4e00, 0x9fa5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aDatabaseWithoutItsTableIsNoFaultOfTheRows() {
        database.execute("drop table decision");

        assertThatThrownBy(() -> write(Decisions.any())).isInstanceOf(SQLException.class);
    }

    @Test
    void bodiesAreKeptByteForByte() throws Exception {
        String body = "{ \"a\" :\t1.0e+2, \"é\":\"\\u0000\\ud800 😀\"}\r\n";
        LoggedDecision any = Decisions.any();
        write(new LoggedDecision(
                any.id(),
                any.rules(),
                "app",
                null,
                body.getBytes(StandardCharsets.UTF_8),
                any.outcome(),
                any.firedRules(),
                any.use(),
                400));

        assertThat(database.query("select body from decision")).containsExactly(body);
    }

    @Test
    void twoSidesOfMidnightUtcAreTwoPartitions() throws Exception {
        write(
                Decisions.at(Instant.parse("2026-01-22T23:59:59.999Z")),
                Decisions.at(Instant.parse("2026-01-23T00:00:00Z")));

        assertThat(database.query("select tableoid::regclass from decision order by decided_at"))
                .containsExactly("decision_keep_400_20260122", "decision_keep_400_20260123");
    }

    @Test
    void tomorrowsPartitionIsMadeWithTodays() throws Exception {
        write(Decisions.any());

        assertThat(database.dayTables()).containsExactly("decision_keep_400_20260123", "decision_keep_400_20260124");
    }

    @Test
    void partitionsHaveAllIndexesOfTheTable() throws Exception {
        write(Decisions.any());

        assertThat(database.query("select count(*) from pg_indexes where tablename = 'decision_keep_400_20260123'"))
                .isEqualTo(database.query("select count(*) from pg_indexes where tablename = 'decision'"));
        assertThat(database.query("select conname from pg_constraint where contype = 'c'"
                        + " and conrelid = 'decision_keep_400_20260123'::regclass order by 1"))
                .containsExactly(
                        "decision_commit_is_sha1", "decision_has_known_rollout_side", "decision_keep_days_is_positive");
    }

    @Test
    void aPartitionThatWentMeanwhileIsMadeAnew() throws Exception {
        write(Decisions.any());
        database.execute("drop table decision_keep_400_20260123");

        assertThat(write(Decisions.any())).isEqualTo(new DecisionTable.Written(1, 0, 0));
    }

    @Test
    void aTableThatAnOperatorDetachedKeepsItsName() throws Exception {
        write(Decisions.any());
        database.execute("alter table decision_keep_400 detach partition decision_keep_400_20260123");
        write(Decisions.any());

        assertThat(database.query("select tableoid::regclass from decision"))
                .containsExactly("decision_keep_400_20260123_2");
        assertThat(new DecisionTable(database.dataSource(), new Partitions(), () -> NOON)
                        .write(rows(Decisions.any()))
                        .added())
                .isOne();
    }

    @Test
    void whatIsPastItsTimeAlreadyIsCountedAndLeftOut() throws Exception {
        assertThat(write(
                        Decisions.at(Instant.parse("2026-01-21T23:59:59Z"), 1),
                        Decisions.at(Instant.parse("2026-01-22T00:00:00Z"), 1),
                        Decisions.any()))
                .isEqualTo(new DecisionTable.Written(2, 0, 1));
        assertThat(write(Decisions.at(Instant.parse("2025-01-01T00:00:00Z"), 1)))
                .isEqualTo(new DecisionTable.Written(0, 0, 1));
    }

    @Test
    void aClockThatIsAheadLosesNoDecision() throws Exception {
        Instant wrong = Instant.parse("2150-01-01T00:00:00Z");
        DecisionTable ofWrongClock = new DecisionTable(database.dataSource(), partitions, () -> wrong);

        assertThat(ofWrongClock.write(rows(Decisions.at(Instant.now()))).added())
                .isOne();
    }

    @Test
    void manyDaysAndTimesToKeepGoInOneBatch() throws Exception {
        LoggedDecision[] decisions = new LoggedDecision[60];
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = Decisions.at(NOON.minusSeconds(86_400L * (i / 3)), 30 + i % 3);
        }

        assertThat(write(decisions).added()).isEqualTo(60);
        assertThat(database.dayTables()).hasSize(63);
    }
}

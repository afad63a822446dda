package dev.understudy.decisionlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.decisionlog.Decisions;
import dev.understudy.decisionlog.RecordCodec;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenDatabase.class)
class RetentionTest {
    private static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");
    private final StoreDatabase database;

    private final Partitions partitions = new Partitions();

    RetentionTest(StoreDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void decisionsOfTwoRulesets() throws Exception {
        write(MONDAY, 2);
        write(MONDAY, 30);
    }

    private void write(Instant moment, int keepDays) throws SQLException, RefusedRowsException {
        var decision = Decisions.at(moment, keepDays);
        new DecisionTable(database.dataSource(), partitions, () -> moment)
                .write(List.of(Row.of(decision, ByteBuffer.wrap(RecordCodec.encode(decision)))));
    }

    private void upkeepAt(String moment) throws SQLException {
        Instant now = Instant.parse(moment);
        new Upkeep(database.dataSource(), partitions, () -> now).once();
    }

    @Test
    void aDayGoesWhenItsLastDecisionWasKeptForLongEnough() throws Exception {
        upkeepAt("2026-01-07T23:59:59.999Z");
        assertThat(database.decisions()).isEqualTo(2);

        upkeepAt("2026-01-08T00:00:00Z");
        assertThat(database.query("select keep_days from decision")).containsExactly("30");
        assertThat(database.dayTables())
                .containsExactly("decision_keep_2_20260106", "decision_keep_30_20260105", "decision_keep_30_20260106");
    }

    @Test
    void afterLongAllDaysAreGone() throws Exception {
        upkeepAt("2026-06-01T00:00:00Z");

        assertThat(database.dayTables()).isEmpty();
        assertThat(database.decisions()).isZero();
    }

    @Test
    void aClockThatIsAheadDropsNothing() throws Exception {
        Instant today = Instant.now();
        write(today, 30);
        upkeepAt("2150-01-01T00:00:00Z");

        assertThat(database.query("select decided_at::date from decision"))
                .containsExactly(KeptDay.on(30, today).day().toString());
    }

    @Test
    void tomorrowIsMadeForWhatIsInUseToday() throws Exception {
        upkeepAt("2026-01-06T12:00:00Z");

        assertThat(database.dayTables()).contains("decision_keep_2_20260107", "decision_keep_30_20260107");
        upkeepAt("2026-01-06T13:00:00Z");
        assertThat(database.dayTables()).hasSize(6);
    }

    @Test
    void oneNodeAtATimeDrops() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + Partitions.LOCK_SPACE + ", 2)");
            upkeepAt("2026-06-01T00:00:00Z");
            assertThat(database.decisions()).isEqualTo(2);
            statement.execute("select pg_advisory_unlock(" + Partitions.LOCK_SPACE + ", 2)");
        }
        upkeepAt("2026-06-01T00:00:00Z");
        assertThat(database.decisions()).isZero();
    }

    @Test
    void theLockAndTheTimeOutGoWithTheWork() throws Exception {
        upkeepAt("2026-06-01T00:00:00Z");

        assertThat(database.query("select 1 from pg_locks where locktype = 'advisory'"))
                .isEmpty();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("show statement_timeout")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("0");
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void whatACrashLeftDetachedIsDropped() throws Exception {
        database.execute("comment on table decision_keep_2_20260105 is"
                + " 'Understudy drops this: its decisions were kept for long enough.';"
                + "alter table decision_keep_2 detach partition decision_keep_2_20260105");
        upkeepAt("2026-01-05T12:00:00Z");

        assertThat(database.dayTables()).doesNotContain("decision_keep_2_20260105");
    }

    @Test
    void whatAnOperatorDetachedStays() throws Exception {
        database.execute("alter table decision_keep_2 detach partition decision_keep_2_20260105");
        upkeepAt("2026-06-01T00:00:00Z");

        assertThat(database.dayTables()).containsExactly("decision_keep_2_20260105");
    }

    @Test
    void writingGoesOnWhileAnOldReaderHoldsUpTheDrop() throws Exception {
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from decision");
            Thread drop = Thread.ofPlatform().daemon().start(() -> {
                try {
                    upkeepAt("2026-01-08T12:00:00Z");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> !database.query("select 1 from pg_inherits where inhdetachpending")
                    .isEmpty());
            write(Instant.parse("2026-01-08T12:00:00Z"), 2);
            write(Instant.parse("2026-01-09T12:00:00Z"), 30);
            assertThat(database.query("select 1 from decision")).hasSize(3);
            reader.rollback();
            drop.join();
        }
        assertThat(database.dayTables()).doesNotContain("decision_keep_2_20260105");
    }

    @Test
    void aDetachThatWasCutOffIsFinished() throws Exception {
        try (Connection reader = database.dataSource().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from decision");
            database.execute("comment on table decision_keep_2_20260105 is"
                    + " 'Understudy drops this: its decisions were kept for long enough.'");
            try (Connection connection = database.dataSource().getConnection();
                    Statement detach = connection.createStatement()) {
                detach.execute("set statement_timeout = '200ms'");
                assertThatThrownBy(() -> detach.execute(
                                "alter table decision_keep_2 detach partition decision_keep_2_20260105 concurrently"))
                        .isInstanceOf(SQLException.class);
                detach.execute("reset statement_timeout");
            }
            assertThat(database.query("select 1 from pg_inherits where inhdetachpending"))
                    .hasSize(1);
            reader.rollback();
        }
        upkeepAt("2026-01-08T12:00:00Z");

        assertThat(database.dayTables()).doesNotContain("decision_keep_2_20260105");
    }
}

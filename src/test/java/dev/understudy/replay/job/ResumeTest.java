package dev.understudy.replay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.decision.ApartDecisions;
import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one node stopped in the middle of, another one ends, as if nobody had stopped. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ResumeTest {
    private static final Instant FROM = Instant.parse("2026-02-10T00:00:00Z");
    private static final int ROWS = 9_000;
    private static final Duration LONG = Duration.ofHours(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    DataSource database;

    @Inject
    ReplayRunner runner;

    @Inject
    ReplayStore store;

    @Inject
    ReplayMeters meters;

    @Inject
    ApartDecisions decisions;

    @Inject
    Planner planner;

    private final UUID node = UUID.randomUUID();
    private ApartDecisions.Rules main;

    @BeforeEach
    void write() throws SQLException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        main = decisions.rules("flight-compensation", "main");
        LoggedRow.makePartitions(database);
        List<LoggedRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int delay = i % 400;
            rows.add(LoggedRow.of("flight-compensation", FROM.plusSeconds(i * 20L))
                    .body("{\"facts\": {\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": " + delay
                            + ", \"distance\": " + i % 3_000 + "}}}"));
        }
        LoggedRow.insert(database, rows);
    }

    @AfterEach
    void clear() throws SQLException {
        run("delete from decision where keep_days = 9173 and decided_at >= '2026-02-10' and decided_at < '2026-02-20'");
    }

    private void run(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Queued and claimed by a node of our own at once, so that the service's does not take it. */
    private ReplayRow claimed(Claims claims, int second, @Nullable Sample sample) throws SQLException {
        String filter = "{\"from\":\"" + FROM.plusSeconds(second) + "\",\"to\":\"2026-02-20T00:00:00Z\"}";
        LogQuery query = RequestReader.query("flight-compensation", filter);
        DecisionSet found = planner.find(query, sample, ROWS);
        ReplayRow row = new ReplayRow(
                new UUID(Instant.now().toEpochMilli() << 16 | 0x7000L, 1L << 63 | COUNT.incrementAndGet()),
                ResultKey.of("flight-compensation", main.ruleset(), found, sample),
                ReplayState.QUEUED,
                new ReplayRow.Asked("analyst", "flight-compensation", filter, sample),
                new ReplayRow.Target(
                        "main",
                        main.commit(),
                        main.ruleset().tree().value(),
                        main.ruleset().engine()),
                new ReplayRow.Found(found.newest(), found.oldest(), found.count(), null),
                new ReplayRow.Progress(0, null),
                null,
                0,
                new ReplayRow.Times(Instant.EPOCH, null, null),
                null);
        // Between the two lines the service's own node could take it: then this one waits until it is done.
        assertThat(store.queue(row, 1_000)).isPresent();
        run(
                "update replay set state = 'RUNNING', node = ?, claim = claim + 1, lease_until = now() + interval '1 h',"
                        + " decided = 0, counted = 0, report = null, reached = null, digest = null where id = ? and state <> 'DONE'",
                node,
                row.id());
        ReplayRow taken = claims.next().orElseThrow();
        assertThat(taken.id()).isEqualTo(row.id());
        return taken;
    }

    private ReplayReport report(UUID id) {
        ReplayRow row = store.find(id).orElseThrow();
        assertThat(row.state()).isEqualTo(ReplayState.DONE);
        return ReportJson.read(Objects.requireNonNull(row.checkpoint()).report());
    }

    @Test
    void stoppedAndGoneOnWithTheResultIsThatOfOneThatWasNot() throws Exception {
        for (@Nullable Sample sample : new @Nullable Sample[] {null, new Sample(Sample.Method.SPREAD, 3_000)}) {
            Claims claims = new Claims(database, node, LONG);
            ReplayRow first = claimed(claims, 0, sample);
            AtomicInteger asked = new AtomicInteger();

            ReplayRunner.End end = runner.run(first, claims, () -> asked.incrementAndGet() > 6);

            assertThat(end).isEqualTo(ReplayRunner.End.STOPPED);
            // The service's own node takes it up from the checkpoint.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> store.look(first.id()).orElseThrow().state() == ReplayState.DONE);
            ReplayReport resumed = report(first.id());
            assertThat(store.look(first.id()).orElseThrow().claim()).isGreaterThan(first.claim());
            assertThat(resumed.counted()).isEqualTo(sample == null ? ROWS : 3_000);
            assertThat(resumed.changed()).isPositive();

            run("alter table replay disable trigger replay_is_immutable");
            run("update replay set key = 'test-' || id where id = ?", first.id());
            run("alter table replay enable trigger replay_is_immutable");
            ReplayRow second = claimed(claims, 0, sample);
            assertThat(runner.run(second, claims, () -> false)).isEqualTo(ReplayRunner.End.OVER);
            assertThat(report(second.id())).isEqualTo(resumed);
        }
    }

    @Test
    void theReplayOfANodeThatIsGoneIsTakenUpWhenItsLeaseHasPassed() throws Exception {
        Claims claims = new Claims(database, node, LONG);
        ReplayRow row = claimed(claims, 20 * 8_200, null);
        assertThat(store.look(row.id()).orElseThrow().state()).isEqualTo(ReplayState.RUNNING);

        run("update replay set lease_until = now() - interval '1 s' where id = ?", row.id());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> store.look(row.id()).orElseThrow().state() == ReplayState.DONE);
        assertThat(report(row.id()).counted()).isEqualTo(800);
        assertThat(claims.beat(row, 1, null)).isFalse();
    }

    @Test
    void whoLostItsClaimWritesNoMore() throws Exception {
        Claims claims = new Claims(database, node, LONG);
        ReplayRow row = claimed(claims, 20 * 8_000, null);
        run("update replay set claim = claim + 1 where id = ?", row.id());

        assertThat(claims.beat(row, 5, null)).isFalse();
        assertThat(claims.failed(row, "late")).isFalse();
        assertThat(runner.run(row, claims, () -> false)).isEqualTo(ReplayRunner.End.OVER);
        assertThat(store.look(row.id()).orElseThrow().state()).isEqualTo(ReplayState.RUNNING);
        assertThat(store.cancel(row.id())).isTrue();
        assertThat(store.cancel(row.id())).isFalse();
    }

    @Test
    void whatHasEndedIsNeverChanged() throws Exception {
        Claims claims = new Claims(database, node, LONG);
        ReplayRow row = claimed(claims, 20 * 8_500, null);
        runner.run(row, claims, () -> false);

        assertThatThrownBy(() -> run("update replay set report = '{}' where id = ?", row.id()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not changed");
    }
}

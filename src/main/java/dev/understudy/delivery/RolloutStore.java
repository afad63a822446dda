package dev.understudy.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.database.Transactions;
import dev.understudy.manifest.PlanReader;
import dev.understudy.manifest.PlanResult;
import dev.understudy.manifest.PlanWriter;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.Observation;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rollouts in the database. Its methods belong to the transaction whose connection they are given. */
@Singleton
class RolloutStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            insert into rollout (id, ruleset, change_request, head, baseline, baseline_tree, candidate, candidate_tree,
                unit_kind, hides_unit, plan, secret, state, ticked_at, ledger, created_by, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update rollout set state = ?, stage = ?, ran_millis = ?, ticked_at = ?, stage_units = ?, ledger = ?,
                verdict = ?, reason = ?, without_unit = ?, candidate_decisions = ?, baseline_decisions = ?,
                promoted = ?, started_at = ?, ended_at = ?, revision = revision + 1
            where id = ?""";

    private static final String COUNT_UNITS = """
            insert into rollout_unit (rollout, kind, stage, unit)
            select ?, seen.kind, seen.stage, seen.unit from unnest(?, ?, ?) as seen (kind, stage, unit)
            order by 1, 2, 3, 4 on conflict do nothing returning kind, stage, unit""";

    void insert(Connection connection, RolloutRow row) throws SQLException {
        Transactions.execute(
                connection,
                INSERT,
                row.id(),
                row.ruleset(),
                row.change().request(),
                row.change().head().value(),
                row.sides().baseline().value(),
                row.sides().baselineTree().value(),
                row.sides().candidate().value(),
                row.sides().candidateTree().value(),
                row.draws().unitKind(),
                row.draws().hidesUnit(),
                PlanWriter.write(row.plan()).toString(),
                row.draws().key().hex(),
                row.course().tickedAt(),
                LedgerJson.write(row.course().ledger()),
                row.change().by(),
                row.times().createdAt());
    }

    void update(Connection connection, RolloutRow row) throws SQLException {
        RolloutRow.Course course = row.course();
        CommitId promoted = row.promoted();
        Transactions.execute(
                connection,
                UPDATE,
                course.state().name(),
                course.stage(),
                course.ran().toMillis(),
                course.tickedAt(),
                course.units(),
                LedgerJson.write(course.ledger()),
                course.verdict(),
                course.reason(),
                row.counts().withoutUnit(),
                row.counts().candidate(),
                row.counts().baseline(),
                promoted == null ? null : promoted.value(),
                row.times().startedAt(),
                row.times().endedAt(),
                row.id());
    }

    /** @throws ProblemException {@code UNKNOWN_ROLLOUT} */
    RolloutRow named(Connection connection, UUID id) throws SQLException {
        return first(connection, "where id = ?", id).orElseThrow(() -> unknown(id));
    }

    /** The same, held until the transaction ends. */
    RolloutRow locked(Connection connection, UUID id) throws SQLException {
        return first(connection, "where id = ? for update", id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.UNKNOWN_ROLLOUT, "There is no rollout " + id + ".");
    }

    /** Those that have begun and not ended. */
    List<RolloutRow> live(Connection connection) throws SQLException {
        return read(
                connection,
                "where state in ('SHADOWING', 'RUNNING', 'PAUSED', 'HELD', 'PROMOTING') order by created_at");
    }

    /** Those that main became since then. */
    List<RolloutRow> promoted(Connection connection, Instant since) throws SQLException {
        return read(connection, "where state = 'PROMOTED' and ended_at > ?", since);
    }

    /** The queue of each ruleset, in order. */
    List<RolloutRow> queued(Connection connection) throws SQLException {
        return read(connection, "where state = 'QUEUED' order by created_at, id");
    }

    /** Those that can still be stopped, of one ruleset. */
    List<RolloutRow> underWay(Connection connection, String ruleset) throws SQLException {
        return read(
                connection,
                "where ruleset = ? and state in ('QUEUED', 'SHADOWING', 'RUNNING', 'PAUSED', 'HELD', 'PROMOTING')"
                        + " order by created_at, id for update",
                ruleset);
    }

    /** Whether a change request has one that has not ended. */
    boolean isUnderWay(Connection connection, long changeRequest) throws SQLException {
        return first(connection, "where change_request = ? and state not in ('PROMOTED', 'ROLLED_BACK')", changeRequest)
                .isPresent();
    }

    /** The newest first. */
    List<RolloutRow> list(Connection connection, @Nullable String ruleset, @Nullable Long change, int most)
            throws SQLException {
        return read(
                connection,
                "where (?::text is null or ruleset = ?) and (?::bigint is null or change_request = ?)"
                        + " order by created_at desc, id desc limit ?",
                ruleset,
                ruleset,
                change,
                change,
                most);
    }

    /** Takes note of what was seen; gives what nobody had seen before. */
    List<Observation> count(Connection connection, UUID rollout, List<Observation> seen) throws SQLException {
        if (seen.isEmpty()) {
            return List.of();
        }
        Set<String> fresh = new HashSet<>();
        Array kinds = connection.createArrayOf(
                "text", seen.stream().map(each -> each.kind().name()).toArray());
        Array stages = connection.createArrayOf(
                "int4", seen.stream().map(RolloutStore::stage).toArray());
        Array units = connection.createArrayOf(
                "int8", seen.stream().map(Observation::unit).toArray());
        try (PreparedStatement statement = connection.prepareStatement(COUNT_UNITS)) {
            Transactions.bind(statement, rollout, kinds, stages, units);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    fresh.add(row.getString(1) + row.getInt(2) + ":" + row.getLong(3));
                }
            }
        }
        return seen.stream()
                .filter(each -> fresh.remove(each.kind().name() + stage(each) + ":" + each.unit()))
                .toList();
    }

    private static int stage(Observation each) {
        return each.kind() == Observation.Kind.STAGE ? each.stage() : 0;
    }

    private Optional<RolloutRow> first(Connection connection, String where, Object value) throws SQLException {
        return read(connection, where, value).stream().findFirst();
    }

    private List<RolloutRow> read(Connection connection, String where, @Nullable Object... values) throws SQLException {
        List<RolloutRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select * from rollout " + where)) {
            Transactions.bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private static RolloutRow row(ResultSet row) throws SQLException {
        long request = row.getLong("change_request");
        boolean none = row.wasNull();
        String promoted = row.getString("promoted");
        return new RolloutRow(
                row.getObject("id", UUID.class),
                row.getString("ruleset"),
                new RolloutRow.Change(
                        none ? null : Long.valueOf(request), commit(row, "head"), row.getString("created_by")),
                new RolloutRow.Sides(
                        commit(row, "baseline"),
                        new TreeId(row.getString("baseline_tree")),
                        commit(row, "candidate"),
                        new TreeId(row.getString("candidate_tree"))),
                new RolloutRow.Draws(
                        row.getString("unit_kind"),
                        row.getBoolean("hides_unit"),
                        RolloutKey.ofHex(row.getString("secret"))),
                plan(row.getString("plan")),
                course(row),
                new RolloutRow.Counts(
                        row.getLong("without_unit"),
                        row.getLong("candidate_decisions"),
                        row.getLong("baseline_decisions")),
                promoted == null ? null : new CommitId(promoted),
                new RolloutRow.Times(
                        always(row, "created_at"),
                        Transactions.moment(row, "started_at"),
                        Transactions.moment(row, "ended_at")));
    }

    private static RolloutRow.Course course(ResultSet row) throws SQLException {
        return new RolloutRow.Course(
                RolloutState.valueOf(row.getString("state")),
                row.getInt("stage"),
                Duration.ofMillis(row.getLong("ran_millis")),
                always(row, "ticked_at"),
                row.getLong("stage_units"),
                LedgerJson.read(row.getString("ledger")),
                row.getString("verdict"),
                row.getString("reason"));
    }

    private static CommitId commit(ResultSet row, String column) throws SQLException {
        return new CommitId(row.getString(column));
    }

    private static Instant always(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Transactions.moment(row, column));
    }

    private static RolloutPlan plan(String json) {
        try {
            return switch (PlanReader.read(JSON.readTree(json), "")) {
                case PlanResult.Read read -> read.plan();
                case PlanResult.Faulty faulty ->
                    throw new IllegalStateException("A plan that was kept can't be read: " + faulty.faults());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A plan that this service wrote is JSON.", e);
        }
    }
}

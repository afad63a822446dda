package dev.understudy.shadow;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shadows in the database. Its methods belong to the transaction whose connection they are given. */
@Singleton
class ShadowStore {
    private static final String INSERT = """
            insert into shadow (id, ruleset, branch, commit_id, tree, baseline, baseline_tree, unit_kind, secret, ppm,
                declared_percent, most_decisions, ends_at, of_rollout, state, created_by, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)""";

    private static final String COUNT = """
            insert into shadow_count (shadow, node, seen, without_unit, drawn, dropped, same, changed, failed, late,
                report)
            select id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from shadow where id = ?
            on conflict (shadow, node) do update set seen = excluded.seen, without_unit = excluded.without_unit,
                drawn = excluded.drawn, dropped = excluded.dropped, same = excluded.same, changed = excluded.changed,
                failed = excluded.failed, late = excluded.late, report = excluded.report""";

    private static final String FIGURES = """
            select coalesce(sum(seen), 0), coalesce(sum(without_unit), 0), coalesce(sum(drawn), 0),
                coalesce(sum(dropped), 0), coalesce(sum(same), 0), coalesce(sum(changed), 0),
                coalesce(sum(failed), 0), coalesce(sum(late), 0)
            from shadow_count where shadow = ?""";

    private static final String FORGET =
            "delete from shadow where not of_rollout and ended_at < clock_timestamp() - interval '90 days'";

    /** Whatever ended the shadow of a rollout: in one statement, since both begin in one transaction. */
    private static final String END_THOSE_OF_ROLLOUTS = """
            update shadow set state = 'ENDED', ended_at = clock_timestamp(),
                reason = 'Its rollout has gone on to the first stage, or has ended.'
            where state = 'RUNNING' and of_rollout and not exists
                (select 1 from rollout where rollout.id = shadow.id and stage = -1 and ended_at is null)""";

    void insert(Connection connection, ShadowRow row) throws SQLException {
        Transactions.execute(
                connection,
                INSERT,
                row.id(),
                row.ruleset(),
                row.sides().branch(),
                row.sides().commit().value(),
                row.sides().tree().value(),
                row.sides().baseline().value(),
                row.sides().baselineTree().value(),
                row.draws().unitKind(),
                row.draws().key().hex(),
                row.draws().share().ppm(),
                row.bounds().declared(),
                row.bounds().decisions(),
                row.bounds().endsAt(),
                row.course().ofRollout(),
                row.course().by(),
                row.course().createdAt());
    }

    /** Has those who start one of a ruleset wait for each other, until their transactions end. */
    void inTurn(Connection connection, String ruleset) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 11))")) {
            statement.setString(1, "shadow of " + ruleset);
            statement.execute();
        }
        Transactions.execute(connection, FORGET);
    }

    /** @throws ProblemException {@code UNKNOWN_SHADOW} */
    ShadowRow named(Connection connection, String ruleset, UUID id) throws SQLException {
        List<ShadowRow> found = read(connection, "where id = ? and ruleset = ?", id, ruleset);
        if (found.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_SHADOW, "There is no shadow " + id + " of '" + ruleset + "'.");
        }
        return found.getFirst();
    }

    /** All that run; those end that their rollouts need no more. */
    List<ShadowRow> running(Connection connection) throws SQLException {
        Transactions.execute(connection, END_THOSE_OF_ROLLOUTS);
        return read(connection, "where state = 'RUNNING' order by created_at, id");
    }

    /** Those of a ruleset, the newest first. */
    List<ShadowRow> list(Connection connection, String ruleset, int most) throws SQLException {
        return read(connection, "where ruleset = ? order by created_at desc, id desc limit ?", ruleset, most);
    }

    /** Ends one; says whether it ran. */
    boolean end(Connection connection, UUID id, String reason) throws SQLException {
        return Transactions.execute(
                        connection,
                        "update shadow set state = 'ENDED', reason = ?, ended_at = clock_timestamp()"
                                + " where id = ? and state = 'RUNNING'",
                        reason,
                        id)
                == 1;
    }

    /** Writes down what a node has seen since it started. */
    void count(Connection connection, UUID node, UUID id, ShadowFigures seen, String report) throws SQLException {
        Transactions.execute(
                connection,
                COUNT,
                node,
                seen.seen(),
                seen.withoutUnit(),
                seen.drawn(),
                seen.dropped(),
                seen.same(),
                seen.changed(),
                seen.failed(),
                seen.late(),
                report,
                id);
    }

    /** What all nodes have seen. */
    ShadowFigures figures(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIGURES)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new ShadowFigures(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8));
            }
        }
    }

    /** What each node has found. */
    List<String> reports(Connection connection, UUID id) throws SQLException {
        List<String> reports = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select report from shadow_count where shadow = ? order by node")) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reports.add(row.getString(1));
                }
            }
        }
        return reports;
    }

    private static List<ShadowRow> read(Connection connection, String where, @Nullable Object... values)
            throws SQLException {
        List<ShadowRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select * from shadow " + where)) {
            Transactions.bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private static ShadowRow row(ResultSet row) throws SQLException {
        return new ShadowRow(
                row.getObject("id", UUID.class),
                row.getString("ruleset"),
                new ShadowRow.Sides(
                        row.getString("branch"),
                        new CommitId(row.getString("commit_id")),
                        new TreeId(row.getString("tree")),
                        new CommitId(row.getString("baseline")),
                        new TreeId(row.getString("baseline_tree"))),
                new ShadowRow.Draws(
                        row.getString("unit_kind"),
                        RolloutKey.ofHex(row.getString("secret")),
                        new Exposure(row.getInt("ppm"))),
                new ShadowRow.Bounds(
                        row.getObject("declared_percent", Double.class),
                        row.getObject("most_decisions", Long.class),
                        Transactions.moment(row, "ends_at")),
                new ShadowRow.Course(
                        row.getString("state").equals("RUNNING"),
                        row.getBoolean("of_rollout"),
                        row.getString("reason"),
                        row.getString("created_by"),
                        Objects.requireNonNull(Transactions.moment(row, "created_at")),
                        Transactions.moment(row, "ended_at")));
    }
}

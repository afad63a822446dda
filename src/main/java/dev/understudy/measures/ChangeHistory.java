package dev.understudy.measures;

import dev.understudy.measures.Measures.Window;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes that reached production, from what rollouts, reverts and change requests left in the database. Blocking;
 * thread-safe.
 */
@Singleton
class ChangeHistory {
    /** What was there at the beginning changed nothing, unless somebody asked for it. */
    private static final String IS_A_CHANGE = """
            (exists (select 1 from live_rules p where p.ruleset = l.ruleset and p.id < l.id)
                or exists (select 1 from change_request q where q.candidate = l.commit_id) or r.id is not null)""";

    /** The rollout that the rules came by, once: the same rules may come again in another way. */
    private static final String ROLLOUT = """
            left join lateral (
                select r.* from rollout r
                where r.ruleset = l.ruleset and r.candidate_tree = l.tree and r.state = 'PROMOTED'
                    and r.started_at <= l.since
                    and not exists (select 1 from live_rules y where y.ruleset = l.ruleset and y.tree = l.tree
                        and y.cause = 'MAIN' and y.id < l.id and y.since >= r.started_at)
                order by r.started_at desc limit 1) r on true
            """;

    private static final String HARM = """
            least(
                (select min(f.at) from decision_feedback f where f.ruleset = r.ruleset and f.verdict = 'BAD'
                    and f.commit_id in (r.candidate, r.promoted) and f.at >= r.started_at),
                (select min(a.at) from audit_record a where a.subject = 'rollout:' || r.id
                    and a.action = 'rollout.held'))""";

    private static final String CHANGES = """
            select l.ruleset, c.first_commit_at as written, coalesce(r.started_at, l.since) as exposed, l.since as live,
                least(%s, (select min(f.at) from decision_feedback f where f.ruleset = l.ruleset and f.verdict = 'BAD'
                    and f.commit_id = l.commit_id and f.at >= l.since)) as harm,
                v.since as failed
            from live_rules l
            left join lateral (
                select min(x.since) as since from live_rules x
                where l.undone and x.ruleset = l.ruleset and x.id > l.id and x.cause = 'REVERT' and x.tree <> l.tree) v
                on true
            %s left join live_change c on c.live = l.id
            where l.cause = 'MAIN' and (l.since >= ? and l.since < ? or l.undone and v.since >= ? and v.since < ?)
                and %s
            union all
            select r.ruleset, null, r.started_at, null, %s, r.ended_at
            from rollout r
            where r.state = 'ROLLED_BACK' and r.started_at is not null and r.stage >= 0 and r.ended_at >= ? and r.ended_at < ?""".formatted(HARM, ROLLOUT, IS_A_CHANGE, HARM);

    private static final String UNKNOWN = """
            select l.id, l.ruleset, l.since < now() - interval '1 day' as old,
                coalesce(r.head, q.head, l.commit_id) as head,
                coalesce(r.baseline, q.candidate_base, p.git_commit, p.commit_id) as base
            from live_rules l
            %s left join lateral (
                select q.* from change_request q where q.candidate = l.commit_id and q.state = 'MERGED' limit 1) q
                on true
            left join lateral (
                select p.commit_id, (
                    select v.git_commit from reversion v
                    where p.cause = 'REVERT' and v.ruleset = p.ruleset and v.target_tree = p.tree and v.state = 'DONE'
                    order by v.reverted_at desc limit 1) as git_commit
                from live_rules p where p.ruleset = l.ruleset and p.id < l.id order by p.id desc limit 1) p on true
            where l.cause = 'MAIN' and l.since >= ? and l.since < ? and %s
                and not exists (select 1 from live_change c where c.live = l.id)
            order by l.id limit 1000""".formatted(ROLLOUT, IS_A_CHANGE);

    private final DataSource database;

    ChangeHistory(DataSource database) {
        this.database = database;
    }

    /** What became live, whose first commit nobody has asked git for yet. */
    record Unasked(
            long id,
            String ruleset,
            boolean old,
            String head,
            @Nullable String base) {}

    /** Those that became live for all, or were taken back, in the window. */
    List<LiveChange> changes(Window window) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(CHANGES)) {
            for (int i = 1; i <= 6; i += 2) {
                statement.setObject(i, window.from().atOffset(ZoneOffset.UTC));
                statement.setObject(i + 1, window.to().atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = statement.executeQuery()) {
                List<LiveChange> changes = new ArrayList<>();
                while (row.next()) {
                    changes.add(new LiveChange(
                            row.getString("ruleset"),
                            moment(row, "written"),
                            Objects.requireNonNull(moment(row, "exposed")),
                            moment(row, "live"),
                            moment(row, "harm"),
                            moment(row, "failed")));
                }
                return changes;
            }
        }
    }

    List<Unasked> unasked(Window window) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(UNKNOWN)) {
            statement.setObject(1, window.from().atOffset(ZoneOffset.UTC));
            statement.setObject(2, window.to().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                List<Unasked> unasked = new ArrayList<>();
                while (row.next()) {
                    unasked.add(new Unasked(
                            row.getLong("id"),
                            row.getString("ruleset"),
                            row.getBoolean("old"),
                            row.getString("head"),
                            row.getString("base")));
                }
                return unasked;
            }
        }
    }

    /** Remembers what git said; null for that it can't tell. */
    void remember(long id, @Nullable Instant written) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into live_change (live, first_commit_at) values (?, ?) on conflict do nothing")) {
            statement.setLong(1, id);
            statement.setObject(2, written == null ? null : written.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}

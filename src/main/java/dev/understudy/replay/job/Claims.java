package dev.understudy.replay.job;

import dev.understudy.replay.job.ReplayRow.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the node writes that works on a replay. A claim holds for {@link #LEASE}, by the database's clock, and longer each
 * time that something is written; when it has passed, another node may take the replay up, and what the first one still
 * writes has no effect. Each method is one transaction. Safe for any number of threads and nodes.
 */
final class Claims {
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String CLAIM = """
            update replay set state = 'RUNNING', node = ?, claim = claim + 1, lease_until = now() + ? * interval '1 s',
                started_at = coalesce(started_at, now())
            where id = (
                select id from replay
                where state = 'QUEUED' or state = 'RUNNING' and (lease_until < now() or node = ?)
                order by id limit 1 for update skip locked)
            returning\s""" + ReplayRow.COLUMNS;

    private static final String BEAT = "lease_until = now() + ? * interval '1 s', decided = ?, per_second = ?";
    private static final String MINE = " where id = ? and claim = ? and state = 'RUNNING'";

    private final DataSource database;
    private final UUID node;
    private final long leaseSeconds;

    Claims(DataSource database, UUID node, Duration lease) {
        this.database = database;
        this.node = node;
        this.leaseSeconds = lease.toSeconds();
    }

    /** The next replay that nobody works on, this node neither, which works on one at a time; nothing when there is none. */
    Optional<ReplayRow> next() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, node);
            statement.setLong(2, leaseSeconds);
            statement.setObject(3, node);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(ReplayRow.of(rows)) : Optional.empty();
            }
        }
    }

    /** Says how far it is. Whether it is still this node's. */
    boolean beat(ReplayRow mine, long decided, @Nullable Double perSecond) throws SQLException {
        return write(mine, BEAT, leaseSeconds, decided, perSecond);
    }

    /** Keeps the sample that was drawn; {@code key} names the result, by those that it was drawn from. */
    boolean drawn(ReplayRow mine, List<UUID> ids, String key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update replay set drawn = ?, total = ?, key = ?, lease_until = now() + ? * interval '1 s'"
                                + MINE)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            statement.setLong(2, ids.size());
            statement.setString(3, key);
            statement.setLong(4, leaseSeconds);
            statement.setObject(5, mine.id());
            statement.setLong(6, mine.claim());
            return statement.executeUpdate() == 1;
        }
    }

    /** Keeps where to go on. */
    boolean checkpoint(ReplayRow mine, Checkpoint checkpoint, @Nullable Double perSecond) throws SQLException {
        return write(
                mine,
                BEAT + ", reached = ?, counted = ?, digest = ?, report = ?",
                leaseSeconds,
                checkpoint.counted(),
                perSecond,
                checkpoint.reached(),
                checkpoint.counted(),
                checkpoint.digest(),
                checkpoint.report());
    }

    /** It is done; {@code key} names the result. */
    boolean done(ReplayRow mine, Checkpoint last, String key) throws SQLException {
        return write(
                mine,
                "state = 'DONE', ended_at = now(), node = null, lease_until = null, key = ?, decided = ?, total = ?,"
                        + " reached = ?, counted = ?, digest = ?, report = ?",
                key,
                last.counted(),
                last.counted(),
                last.reached(),
                last.counted(),
                last.digest(),
                last.report());
    }

    /** It can't go on. */
    boolean failed(ReplayRow mine, String fault) throws SQLException {
        return write(mine, "state = 'FAILED', ended_at = now(), node = null, lease_until = null, fault = ?", fault);
    }

    /** Whoever comes next may go on with it. */
    boolean release(ReplayRow mine) throws SQLException {
        return write(mine, "state = 'QUEUED', node = null, lease_until = null");
    }

    private boolean write(ReplayRow mine, String set, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("update replay set " + set + MINE)) {
            int index = 1;
            for (@Nullable Object value : values) {
                statement.setObject(index++, value);
            }
            statement.setObject(index++, mine.id());
            statement.setLong(index, mine.claim());
            return statement.executeUpdate() == 1;
        }
    }
}

package dev.understudy.decisionlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drops the partitions of which each decision has been kept for long enough. A partition is first marked by a comment,
 * then detached without a lock that a reader or writer would meet, and then dropped; what a crash leaves halfway is
 * found by the mark. One node does so at a time.
 */
final class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int DROPPING = 2;
    private static final String MARK = "Understudy drops this: its decisions were kept for long enough.";

    /** Detaching waits for queries that may still read the partition. It is less than the driver's time-out. */
    private static final String PATIENCE = "set statement_timeout = '20s'";

    private static final String MARKED = """
            select child.relname, parent.relname, coalesce(inhdetachpending, false)
            from pg_description
            join pg_class child on child.oid = objoid
            left join pg_inherits on inhrelid = child.oid
            left join pg_class parent on parent.oid = inhparent
            where classoid = 'pg_class'::regclass and objsubid = 0 and description = ?
                and child.relnamespace = (select relnamespace from pg_class where oid = to_regclass('decision'))
            order by child.relname""";

    private final Partitions partitions;

    Retention(Partitions partitions) {
        this.partitions = partitions;
    }

    private record Marked(String table, @Nullable String parent, boolean detaching) {}

    /**
     * Drops what is past, unless another node is at it.
     *
     * @param connection with automatic commits
     * @param now by the clock of this node; the database's counts if it is earlier
     * @return how many partitions were dropped
     */
    int drop(Connection connection, Instant now) throws SQLException {
        if (!lock(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
            mark(connection, Partitions.earlier(now, Partitions.databaseTime(connection)));
            int dropped = 0;
            for (Marked each : marked(connection)) {
                dropped += drop(statement, each) ? 1 : 0;
            }
            return dropped;
        } finally {
            partitions.forget();
            release(connection);
        }
    }

    private static void mark(Connection connection, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String parent : Partitions.attached(connection, "decision")) {
                for (String table : Partitions.attached(connection, parent)) {
                    if (KeptDay.ofTable(table).filter(day -> day.isPast(now)).isPresent()) {
                        statement.execute("comment on table " + table + " is '" + MARK + "'");
                    }
                }
            }
        }
    }

    private static List<Marked> marked(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MARKED)) {
            query.setString(1, MARK);
            List<Marked> marked = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (KeptDay.ofTable(rows.getString(1)).isPresent()) {
                        marked.add(new Marked(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                    }
                }
            }
            return marked;
        }
    }

    /** One that is still read is no reason to keep the others. */
    private static boolean drop(Statement statement, Marked marked) {
        try {
            if (marked.parent() != null) {
                statement.execute("alter table " + marked.parent() + " detach partition " + marked.table()
                        + (marked.detaching() ? " finalize" : " concurrently"));
            }
            statement.execute("drop table " + marked.table());
            LOG.infof("Dropped %s: its decisions were kept for long enough", marked.table());
            return true;
        } catch (SQLException e) {
            LOG.warnf(
                    "%s holds decisions that were kept for long enough, and can't be dropped now (SQLSTATE %s); it is"
                            + " tried again within the hour",
                    marked.table(), e.getSQLState());
            return false;
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_try_advisory_lock(" + Partitions.LOCK_SPACE + ", " + DROPPING + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void release(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("reset statement_timeout; select pg_advisory_unlock(" + Partitions.LOCK_SPACE + ", "
                    + DROPPING + ")");
        } catch (SQLException e) {
            // The session has ended, and the lock with it.
            LOG.debug("The lock of retention went with its session", e);
        }
    }
}

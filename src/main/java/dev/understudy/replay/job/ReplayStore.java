package dev.understudy.replay.job;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps replays for those who ask for them. Blocking, and safe for any number of threads and nodes. */
@Singleton
class ReplayStore {
    /** Any number that nothing else locks by: one at a time is added, so that the queue has its bound. */
    private static final long LOCK = 0x756e64727270L;

    private static final String BY_KEY = "select " + ReplayRow.COLUMNS + " from replay where key = ? and state ";

    private static final String INSERT = """
            insert into replay (id, key, state, created_at, created_by, ruleset, filter, sample_method, sample_size,
                onto_branch, onto_commit, onto_tree, engine, newest, oldest, total, counted, decided, claim)
            values (?, ?, 'QUEUED', now(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)""";

    private final DataSource database;

    ReplayStore(DataSource database) {
        this.database = database;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T alone(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    static RuntimeException away(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57")) {
            return new ProblemException(
                    ProblemType.LOG_UNAVAILABLE, "The database does not answer; try again in a moment.");
        }
        return new IllegalStateException("Replays can't be read or kept: SQL state " + state, e);
    }

    /** The first result that depends on the same. */
    Optional<ReplayRow> done(String key) {
        return alone(connection -> first(connection, BY_KEY + "= 'DONE' order by id limit 1", key));
    }

    /**
     * Queues it, unless the same is under way already.
     *
     * @param most how many may wait
     * @return what is under way now; nothing when so many wait already
     */
    Optional<ReplayRow> queue(ReplayRow asked, int most) {
        return alone(connection -> {
            execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            String underWay = BY_KEY + "in ('QUEUED', 'RUNNING')";
            Optional<ReplayRow> same = first(connection, underWay, asked.key());
            if (same.isPresent() || waiting(connection) >= most) {
                return same;
            }
            insert(connection, asked);
            return first(connection, underWay, asked.key());
        });
    }

    private static void insert(Connection connection, ReplayRow row) throws SQLException {
        Sample sample = row.asked().sample();
        @Nullable
        Object[] values = {
            row.id(),
            row.key(),
            row.asked().by(),
            row.asked().ruleset(),
            row.asked().filter(),
            sample == null ? null : sample.method().name(),
            sample == null ? null : Integer.valueOf(sample.size()),
            row.target().branch(),
            row.target().commit(),
            row.target().tree(),
            row.target().engine(),
            row.found().newest(),
            row.found().oldest(),
            row.found().total()
        };
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** One of them, with its report. */
    Optional<ReplayRow> find(UUID id) {
        return alone(connection -> first(connection, "select " + ReplayRow.COLUMNS + " from replay where id = ?", id));
    }

    /** One of them, without its report. */
    Optional<ReplayRow> look(UUID id) {
        return alone(connection ->
                first(connection, "select " + ReplayRow.WITHOUT_REPORT + " from replay where id = ?", id));
    }

    /** How many wait before it; 0 for the next. */
    long before(UUID id) {
        return alone(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select count(*) from replay where state = 'QUEUED' and id < ?")) {
                statement.setObject(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /** The newest ones behind {@code after}, without their reports. */
    List<ReplayRow> list(@Nullable UUID after, int most) {
        return alone(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select " + ReplayRow.WITHOUT_REPORT
                    + " from replay" + (after == null ? "" : " where id < ?") + " order by id desc limit " + most)) {
                if (after != null) {
                    statement.setObject(1, after);
                }
                List<ReplayRow> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(ReplayRow.of(rows));
                    }
                }
                return found;
            }
        });
    }

    /** Stops it. Whether it had not ended yet. */
    boolean cancel(UUID id) {
        return alone(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update replay set state = 'CANCELLED', ended_at = now(), node = null, lease_until = null
                    where id = ? and state in ('QUEUED', 'RUNNING')""")) {
                statement.setObject(1, id);
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static long waiting(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select count(*) from replay where state = 'QUEUED'");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Optional<ReplayRow> first(Connection connection, String sql, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(ReplayRow.of(rows)) : Optional.empty();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}

package dev.understudy.decisionlog.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes decisions into the table {@code decision}, each once, however often it comes. */
final class DecisionTable {
    private static final String COLUMNS = String.join(", ", BinaryTuple.COLUMNS);

    /**
     * Of the session, emptied by each commit. What a pool hands on has it already, which would be a notice each time.
     * The server gives up before the driver does: else each try would leave a session behind that goes on waiting.
     */
    private static final String STAGING = """
            set local statement_timeout = '20s';
            set local client_min_messages = warning;
            create temporary table if not exists decision_staging (like decision) on commit delete rows""";

    private static final String COPY = "copy pg_temp.decision_staging (" + COLUMNS + ") from stdin (format binary)";

    /** In the order of the key, so that two nodes with the same decisions wait for each other, but never in a circle. */
    private static final String INSERT = "insert into decision (" + COLUMNS + ") select " + COLUMNS
            + " from pg_temp.decision_staging order by decided_at, id, keep_days on conflict do nothing";

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER_BYTES = 8;
    private static final byte[] TRAILER = {-1, -1};

    private final DataSource database;
    private final Partitions partitions;
    private final InstantSource clock;

    DecisionTable(DataSource database, Partitions partitions, InstantSource clock) {
        this.database = database;
        this.partitions = partitions;
        this.clock = clock;
    }

    /**
     * What came of writing.
     *
     * @param added rows that are new
     * @param repeated rows that were there before
     * @param expired rows that were not written, since their time to be kept has passed
     */
    record Written(int added, int repeated, int expired) {}

    /**
     * Writes rows, all or none.
     *
     * @throws RefusedRowsException when one of them is not for PostgreSQL
     * @throws SQLException when the database can't be used at the moment
     */
    Written write(List<Row> rows) throws RefusedRowsException, SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return write(connection, rows);
            } catch (SQLException | RuntimeException | RefusedRowsException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private Written write(Connection connection, List<Row> rows) throws RefusedRowsException, SQLException {
        Instant now = clock.instant();
        Set<KeptDay> days = rows.stream().map(Row::day).collect(Collectors.toSet());
        Set<KeptDay> past = partitions.ensure(connection, days, now);
        try {
            return copy(connection, rows, past);
        } catch (RefusedRowsException e) {
            if (!e.mayLackPartition()) {
                throw e;
            }
            // It may have been dropped since we saw it.
            connection.rollback();
            partitions.forget();
            return copy(connection, rows, partitions.ensure(connection, days, now));
        }
    }

    private static Written copy(Connection connection, List<Row> rows, Set<KeptDay> past)
            throws RefusedRowsException, SQLException {
        List<Row> wanted =
                rows.stream().filter(row -> !past.contains(row.day())).toList();
        if (wanted.isEmpty()) {
            return new Written(0, 0, rows.size());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
            int added;
            try {
                send(connection, wanted);
                added = statement.executeUpdate(INSERT);
            } catch (SQLException e) {
                if (isOfTheRows(e)) {
                    throw new RefusedRowsException(e);
                }
                throw e;
            }
            connection.commit();
            return new Written(added, wanted.size() - added, rows.size() - wanted.size());
        }
    }

    private static void send(Connection connection, List<Row> rows) throws SQLException {
        byte[] bytes = bytes(rows);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static byte[] bytes(List<Row> rows) {
        int size = rows.stream().mapToInt(row -> row.tuple().length).sum();
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(SIGNATURE.length + HEADER_BYTES + size + TRAILER.length);
        bytes.writeBytes(SIGNATURE);
        bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES).array());
        for (Row row : rows) {
            bytes.writeBytes(row.tuple());
        }
        bytes.writeBytes(TRAILER);
        return bytes.toByteArray();
    }

    /** The classes of SQLSTATE that tell of data, of constraints and of what an index can't hold. */
    private static boolean isOfTheRows(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

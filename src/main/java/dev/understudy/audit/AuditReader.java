package dev.understudy.audit;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the audit log. Blocking; safe for any number of threads. */
@Singleton
class AuditReader {
    private static final int FETCH = 1_000;
    private static final int TIMEOUT_SECONDS = 20;

    private final DataSource database;

    AuditReader(DataSource database) {
        this.database = database;
    }

    /** A record by its place, as an export has it. */
    record Line(long seq, String text) {}

    /** The last record there is. */
    record Head(long seq, String hash) {}

    /** Takes lines. */
    @FunctionalInterface
    private interface Taker {
        void take(Line line) throws IOException;
    }

    /** A page, newest first, with one record more than its limit when there are more. */
    List<Line> page(AuditQuery query) {
        List<Line> lines = new ArrayList<>();
        try {
            select(query, " order by seq desc limit " + (query.limit() + 1), lines::add);
        } catch (IOException e) {
            throw new IllegalStateException("A list takes every line.", e);
        }
        return lines;
    }

    /** Writes all, oldest first, one a line; breaks off when the database fails meanwhile. */
    void export(AuditQuery query, OutputStream out) throws IOException {
        select(query, " order by seq limit " + query.limit(), line -> {
            out.write(line.text().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        });
    }

    /** The last record, if there is one. */
    Optional<Head> head() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select seq, hash from audit_record order by seq desc limit 1");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Head(row.getLong(1), AuditChain.hex(row.getBytes(2))))
                    : Optional.empty();
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    private void select(AuditQuery query, String end, Taker taker) throws IOException {
        String where = query.conditions().isEmpty()
                ? ""
                : " where " + String.join(" and ", query.conditions().keySet());
        try (Connection connection = database.getConnection()) {
            // Without automatic commits the driver fetches in steps.
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("select seq, record, hash from audit_record" + where + end)) {
                statement.setFetchSize(FETCH);
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                int index = 1;
                for (Object value : query.conditions().values()) {
                    statement.setObject(index++, value);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.take(new Line(rows.getLong(1), AuditChain.line(rows.getString(2), rows.getBytes(3))));
                    }
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                ProblemType.LOG_UNAVAILABLE, "The audit log can't be read now; try again in a moment.");
    }
}

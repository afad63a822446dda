package dev.understudy.review;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements of their own, each in a transaction of its own unless one is under way. Blocking and thread-safe. */
final class Rows {
    private final DataSource database;

    Rows(DataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> select(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = bound(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    void update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = bound(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static PreparedStatement bound(Connection connection, String sql, @Nullable Object[] values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Object[] many ? connection.createArrayOf("uuid", many) : value);
        }
        return statement;
    }

    private static IllegalStateException fault(SQLException e) {
        return new IllegalStateException("What changes do can't be read or kept: SQLSTATE " + e.getSQLState(), e);
    }
}

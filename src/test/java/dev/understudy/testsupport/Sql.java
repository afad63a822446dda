package dev.understudy.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database as somebody finds it who is past the service. */
public final class Sql {
    private Sql() {}

    /** Executes statements; fails when the database refuses one. */
    public static void run(DataSource database, String statements) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.understudy.decisionlog.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/** How PostgreSQL would find what a query of the log looks for. */
public final class Plans {
    private Plans() {}

    /** The text of {@code explain} for 101 rows between two moments. */
    public static String of(DataSource database, LogQuery query, OffsetDateTime from, OffsetDateTime to)
            throws SQLException {
        Criteria bounds = new Criteria().and("decided_at >= ?", from).and("decided_at <= ?", to);
        List<Criteria> bounded = query.alternatives().stream()
                .map(each -> new Criteria().and(each).and(bounds))
                .toList();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("explain " + LogReader.sql(bounded, 101))) {
            int index = 1;
            for (Criteria each : bounded) {
                index = each.bind(statement, index);
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}

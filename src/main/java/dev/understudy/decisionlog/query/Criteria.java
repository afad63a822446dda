package dev.understudy.decisionlog.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Conditions that all have to hold, with the values that go into them. */
final class Criteria {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Adds a condition; {@code value} is a text, a UUID, an {@code OffsetDateTime}, or a collection of texts. */
    Criteria and(String condition, Object... value) {
        conditions.add(condition);
        values.addAll(List.of(value));
        return this;
    }

    Criteria and(Criteria more) {
        conditions.addAll(more.conditions);
        values.addAll(more.values);
        return this;
    }

    /** All conditions as SQL. */
    String sql() {
        return String.join(" and ", conditions);
    }

    /** Binds the values from {@code first} on; gives the next index. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        Connection connection = statement.getConnection();
        for (Object value : values) {
            Object bound =
                    value instanceof Collection<?> texts ? connection.createArrayOf("text", texts.toArray()) : value;
            statement.setObject(index++, bound);
        }
        return index;
    }
}

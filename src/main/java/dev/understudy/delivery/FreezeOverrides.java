package dev.understudy.delivery;

import dev.understudy.database.Transactions;
import dev.understudy.ruleset.ChangeWindows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Overrides of freezes in the database, and what they do. Its methods belong to the transaction of the connection. */
@Singleton
class FreezeOverrides {
    private static final int MOST = 100;

    void insert(Connection connection, FreezeOverride override) throws SQLException {
        Transactions.execute(
                connection,
                "insert into freeze_override (id, rollout, reason, requested_by, requested_at) values (?, ?, ?, ?, ?)",
                override.id(),
                override.rollout(),
                override.first().reason(),
                override.first().by(),
                override.first().at());
    }

    void confirm(Connection connection, FreezeOverride override) throws SQLException {
        FreezeOverride.Word word = Objects.requireNonNull(override.second());
        Transactions.execute(
                connection,
                "update freeze_override set confirmed_by = ?, confirmed_reason = ?, confirmed_at = ?, until = ?"
                        + " where id = ?",
                word.by(),
                word.reason(),
                word.at(),
                override.until(),
                override.id());
    }

    /** The newest first. */
    List<FreezeOverride> of(Connection connection, UUID rollout) throws SQLException {
        List<FreezeOverride> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select * from freeze_override where rollout = ? order by requested_at desc, id limit " + MOST)) {
            Transactions.bind(statement, rollout);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(override(row));
                }
            }
        }
        return all;
    }

    private static FreezeOverride override(ResultSet row) throws SQLException {
        String second = row.getString("confirmed_by");
        return new FreezeOverride(
                row.getObject("id", UUID.class),
                row.getObject("rollout", UUID.class),
                new FreezeOverride.Word(
                        row.getString("requested_by"),
                        row.getString("reason"),
                        Objects.requireNonNull(Transactions.moment(row, "requested_at"))),
                second == null
                        ? null
                        : new FreezeOverride.Word(
                                second,
                                row.getString("confirmed_reason"),
                                Objects.requireNonNull(Transactions.moment(row, "confirmed_at"))),
                Transactions.moment(row, "until"));
    }

    /** Why its exposure can't grow now; empty when it may, by its windows or by the word of two people. */
    Optional<String> closed(Connection connection, RolloutRow row, Instant now) throws SQLException {
        Optional<String> closed = row.plan().windows().closedAt(now);
        return closed.isPresent() && isOverridden(connection, row, now) ? Optional.empty() : closed;
    }

    /** The row as it may be looked at: without windows when two people set aside the freeze that there is. */
    RolloutRow thawed(Connection connection, RolloutRow row, Instant now) throws SQLException {
        if (row.plan().windows().closedAt(now).isEmpty() || !isOverridden(connection, row, now)) {
            return row;
        }
        return new RolloutRow(
                row.id(),
                row.ruleset(),
                row.change(),
                row.sides(),
                row.draws(),
                row.plan().within(ChangeWindows.ALWAYS),
                row.course(),
                row.counts(),
                row.promoted(),
                row.times());
    }

    private boolean isOverridden(Connection connection, RolloutRow row, Instant now) throws SQLException {
        return of(connection, row.id()).stream().anyMatch(each -> each.at(now) == FreezeOverride.State.CONFIRMED);
    }
}

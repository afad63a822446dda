package dev.understudy.delivery;

import dev.understudy.database.Transactions;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reverts in the database. */
@Singleton
class ReversionStore {
    private static final String INSERT = """
            insert into reversion (id, ruleset, undone_commit, undone_tree, target_commit, target_tree, state, reason,
                reverted_by, reverted_at)
            values (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?)""";

    void insert(Connection connection, Reversion reversion) throws SQLException {
        Transactions.execute(
                connection,
                INSERT,
                reversion.id(),
                reversion.ruleset().value(),
                reversion.undone().commit().value(),
                reversion.undone().tree().value(),
                reversion.target().commit().value(),
                reversion.target().tree().value(),
                reversion.word().reason(),
                reversion.word().by(),
                reversion.word().at());
    }

    List<Reversion> pending(Connection connection) throws SQLException {
        return read(connection, "where state = 'PENDING' order by reverted_at");
    }

    /** Those that git says since then. */
    List<Reversion> done(Connection connection, Instant since) throws SQLException {
        return read(connection, "where state = 'DONE' and ended_at > ?", since);
    }

    /** The newest first. */
    List<Reversion> of(Connection connection, RulesetName ruleset) throws SQLException {
        return read(connection, "where ruleset = ? order by reverted_at desc limit 100", ruleset.value());
    }

    /** Before main moves. */
    void meant(Connection connection, UUID id, CommitId commit) throws SQLException {
        Transactions.execute(
                connection,
                "update reversion set git_commit = ?, attempts = attempts + 1 where id = ?",
                commit.value(),
                id);
    }

    void failed(Connection connection, UUID id, String fault) throws SQLException {
        Transactions.execute(
                connection, "update reversion set fault = ? where id = ? and state = 'PENDING'", fault, id);
    }

    /** Whether it was pending until now. */
    boolean end(Connection connection, UUID id, String state, @Nullable CommitId commit) throws SQLException {
        return Transactions.execute(
                        connection,
                        "update reversion set state = ?, git_commit = ?, fault = null, ended_at = clock_timestamp()"
                                + " where id = ? and state = 'PENDING'",
                        state,
                        commit == null ? null : commit.value(),
                        id)
                == 1;
    }

    private static List<Reversion> read(Connection connection, String where, @Nullable Object... values)
            throws SQLException {
        List<Reversion> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select * from reversion " + where)) {
            Transactions.bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Reversion(
                            row.getObject("id", UUID.class),
                            new RulesetName(row.getString("ruleset")),
                            at(row, "undone"),
                            at(row, "target"),
                            new Reversion.Progress(
                                    row.getString("state"),
                                    row.getString("git_commit"),
                                    row.getInt("attempts"),
                                    row.getString("fault"),
                                    Transactions.moment(row, "ended_at")),
                            new Reversion.Word(
                                    row.getString("reverted_by"),
                                    row.getString("reason"),
                                    Objects.requireNonNull(Transactions.moment(row, "reverted_at")))));
                }
            }
        }
        return rows;
    }

    private static Reversion.At at(ResultSet row, String which) throws SQLException {
        return new Reversion.At(
                new CommitId(row.getString(which + "_commit")), new TreeId(row.getString(which + "_tree")));
    }
}

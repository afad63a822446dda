package dev.understudy.delivery;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.database.Transactions;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was live of each ruleset, one after the other: what a revert goes back by. Thread-safe. */
@Singleton
class LiveHistory {
    private static final int LOCK = 0x756e6c76;
    private static final int MOST = 1_000;

    private final Map<RulesetName, TreeId> known = new ConcurrentHashMap<>();

    /**
     * What was live.
     *
     * @param id counts up
     * @param commit the commit of main
     * @param tree git's id of the ruleset's folder
     * @param undone whether a revert took it back
     */
    record Live(long id, CommitId commit, TreeId tree, boolean undone) {}

    /** Writes down what of main is new; {@code awaited} are trees that a revert keeps from deciding. */
    void record(Connection connection, BranchView main, List<BuildSlot.Key> awaited) throws SQLException {
        for (Map.Entry<RulesetName, Entry> each : main.rulesets().entrySet()) {
            BuildSlot slot = each.getValue().slot();
            TreeId tree = slot.key().tree();
            if (tree.equals(known.get(each.getKey()))
                    || slot.state() != BuildSlot.State.LIVE
                    || awaited.contains(slot.key())) {
                continue;
            }
            lock(connection, each.getKey());
            Optional<Live> last = latest(connection, each.getKey());
            if (last.isEmpty() || !last.get().tree().equals(tree)) {
                add(connection, each.getKey(), each.getValue().commit(), tree, "MAIN");
            }
            known.put(each.getKey(), tree);
        }
    }

    /** What is known may not have been committed; the next record asks the database. */
    void forget() {
        known.clear();
    }

    /** Has others wait who change what is live of a ruleset, until the transaction ends. */
    static void lock(Connection connection, RulesetName ruleset) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_advisory_xact_lock(" + LOCK + ", hashtext(?))")) {
            statement.setString(1, ruleset.value());
            statement.execute();
        }
    }

    private static void add(Connection connection, RulesetName ruleset, CommitId commit, TreeId tree, String cause)
            throws SQLException {
        Transactions.execute(
                connection,
                "insert into live_rules (ruleset, commit_id, tree, since, cause)"
                        + " values (?, ?, ?, clock_timestamp(), ?)",
                ruleset.value(),
                commit.value(),
                tree.value(),
                cause);
    }

    /** The former rules are live again; what came after them is never gone back to. */
    void revertTo(Connection connection, RulesetName ruleset, Live target) throws SQLException {
        Transactions.execute(
                connection,
                "update live_rules set undone = true where ruleset = ? and id > ?",
                ruleset.value(),
                target.id());
        add(connection, ruleset, target.commit(), target.tree(), "REVERT");
        known.put(ruleset, target.tree());
    }

    Optional<Live> latest(Connection connection, RulesetName ruleset) throws SQLException {
        return newest(connection, ruleset, 1).stream().findFirst();
    }

    /** What a revert would go back to. */
    Optional<Live> former(Connection connection, RulesetName ruleset) throws SQLException {
        List<Live> all = newest(connection, ruleset, MOST);
        return all.stream()
                .skip(1)
                .filter(each ->
                        !each.undone() && !each.tree().equals(all.getFirst().tree()))
                .findFirst();
    }

    private static List<Live> newest(Connection connection, RulesetName ruleset, int most) throws SQLException {
        List<Live> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, commit_id, tree, undone from live_rules where ruleset = ? order by id desc limit ?")) {
            Transactions.bind(statement, ruleset.value(), most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Live(
                            row.getLong(1),
                            new CommitId(Objects.requireNonNull(row.getString(2))),
                            new TreeId(Objects.requireNonNull(row.getString(3))),
                            row.getBoolean(4)));
                }
            }
        }
        return rows;
    }
}

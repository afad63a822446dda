package dev.understudy.review;

import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Knows who brought which commit: the account that pushed it first. What a commit itself says of its author is a text
 * that anybody can write. Thread-safe; blocking.
 */
@Singleton
class Contributors {
    private static final int MOST_COMMITS = 10_000;

    private final History history;
    private final RulesRepository repository;
    private final DataSource database;

    Contributors(History history, RulesRepository repository, DataSource database) {
        this.history = history;
        this.repository = repository;
        this.database = database;
    }

    /** Remembers who brought the commits of a push that no push before has brought. */
    @Transactional
    void pushed(String account, List<BranchUpdate> updates) {
        for (BranchUpdate update : updates) {
            if (update.to().isPresent() && !update.branch().isMain()) {
                List<CommitId> others = Stream.of(update.from(), repository.head(BranchName.MAIN))
                        .flatMap(Optional::stream)
                        .toList();
                remember(account, update.branch(), history.commits(update.to().get(), others, MOST_COMMITS));
            }
        }
    }

    private void remember(String account, BranchName branch, List<CommitId> commits) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into commit_pusher (commit_id, account, branch, pushed_at) select id, ?, ?, now()"
                                + " from unnest(?::text[]) as id on conflict (commit_id) do nothing")) {
            insert.setString(1, account);
            insert.setString(2, branch.value());
            insert.setArray(3, array(connection, commits));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Who opened a request, whoever pushed a commit that its branch has and main has not, and whoever pushed to the
     * branch since: a commit that was written anew is still theirs. Of commits that nobody is known to have pushed, since
     * they came from a remote, those count whom the commits name, as long as they have an account.
     */
    SortedSet<String> of(ChangeRequest request, CommitId base) {
        SortedSet<String> accounts = new TreeSet<>();
        accounts.add(request.author());
        Set<CommitId> unknown = new HashSet<>(history.commits(request.head(), List.of(base), MOST_COMMITS));
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement select =
                    connection.prepareStatement("select commit_id, account from commit_pusher where commit_id = any(?)"
                            + " or branch = ? and pushed_at >= ?")) {
                select.setArray(1, array(connection, unknown));
                select.setString(2, request.branch().value());
                select.setObject(3, request.openedAt().atOffset(ZoneOffset.UTC));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        unknown.remove(new CommitId(rows.getString(1)));
                        accounts.add(rows.getString(2));
                    }
                }
            }
            addNamed(connection, history.people(unknown), accounts);
        } catch (SQLException e) {
            throw unavailable(e);
        }
        return accounts;
    }

    private static void addNamed(Connection connection, Set<String> people, SortedSet<String> accounts)
            throws SQLException {
        if (people.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("select name from account where name = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", people.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    accounts.add(rows.getString(1));
                }
            }
        }
    }

    private static Array array(Connection connection, Collection<CommitId> commits) throws SQLException {
        return connection.createArrayOf(
                "text", commits.stream().map(CommitId::value).toArray());
    }

    private static IllegalStateException unavailable(SQLException e) {
        return new IllegalStateException("Who pushed commits can't be asked: SQLSTATE " + e.getSQLState(), e);
    }
}

package dev.understudy.decisionlog.query;

import dev.understudy.ruleset.BranchName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a schema in the database for each branch that somebody reads by SQL: views of the same names in each, so that
 * {@code search_path} chooses the branch. Blocking, and safe for any number of threads and nodes: one changes them at a
 * time.
 */
@Singleton
public class BranchViews {
    /** The role that may read the views and nothing else; the migration makes it when it may. */
    public static final String READER = "understudy_reader";

    /** In the comment of a schema, before the branch's name: what tells ours from those of others. */
    private static final String OURS = "Understudy: decisions as seen from the branch ";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Any number that nothing else locks by. */
    private static final long LOCK = 0x756e64657276ffL;

    private final DataSource database;

    BranchViews(DataSource database) {
        this.database = database;
    }

    /**
     * The views of a branch in the database.
     *
     * @param branch its name
     * @param schema the schema's name, not quoted
     * @param searchPath what {@code set search_path to} takes: the schema's name, quoted
     * @param views the names of the views: {@code decisions}, and one for each ruleset
     * @param role the role that may read them; null when the database has none of that name
     */
    public record Views(
            String branch,
            String schema,
            String searchPath,
            List<String> views,
            @Nullable String role) {
        /** Keeps its own copy of the list. */
        public Views {
            views = List.copyOf(views);
        }
    }

    /** What is done in one transaction, alone. */
    @FunctionalInterface
    private interface Change<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Makes the views of a branch, or brings them up to date. {@code main} has those of production.
     *
     * @throws dev.understudy.problem.ProblemException {@code LOG_UNAVAILABLE} when the database can't be asked, when its
     *     account may make no schema, or when somebody holds the views for more than 5 s
     */
    public Views ensure(Lineage lineage) {
        return alone(connection -> ensure(connection, lineage));
    }

    /** Brings the views of a branch up to date if it has any. Whether it has. */
    public boolean refresh(Lineage lineage) {
        return alone(connection -> {
            for (String schema : ViewNames.schemas(lineage.branch())) {
                if (isOurs(comment(connection, schema), lineage.branch())) {
                    ensure(connection, lineage);
                    return true;
                }
            }
            return false;
        });
    }

    /** Drops the views of a branch, with what others made to depend on them. Whether there were any. */
    public boolean drop(BranchName branch) {
        return alone(connection -> {
            boolean dropped = false;
            for (String schema : ViewNames.schemas(branch)) {
                if (isOurs(comment(connection, schema), branch)) {
                    execute(connection, "drop schema " + ViewNames.quoted(schema) + " cascade");
                    dropped = true;
                }
            }
            return dropped;
        });
    }

    /** The branches that have views, of whichever node they were asked. */
    List<BranchName> branches() {
        return alone(connection -> texts(
                        connection,
                        "select substring(obj_description(oid, 'pg_namespace') from char_length(?) + 1)"
                                + " from pg_namespace where obj_description(oid, 'pg_namespace') like ? || '%'",
                        OURS,
                        OURS)
                .stream()
                .map(rest -> new BranchName(rest.substring(0, rest.indexOf(' '))))
                .toList());
    }

    private static Views ensure(Connection connection, Lineage lineage) throws SQLException {
        BranchName branch = lineage.branch();
        SortedMap<String, String> views = ViewText.views(lineage);
        String role = hasReader(connection) ? READER : null;
        // What is right already is left alone: replacing a view waits for everybody who reads it.
        String wanted = OURS + branch + " [" + ViewNames.hash(views + " " + role) + "]";
        String schema = null;
        String comment = null;
        for (String candidate : ViewNames.schemas(branch)) {
            comment = comment(connection, candidate);
            if (comment == null || isOurs(comment, branch)) {
                schema = candidate;
                break;
            }
        }
        if (schema == null) {
            throw new IllegalStateException(
                    "Schemas that are not ours have the names " + ViewNames.schemas(branch) + ".");
        }
        if (!wanted.equals(comment)) {
            write(connection, schema, views, role);
            execute(connection, "comment on schema " + ViewNames.quoted(schema) + " is " + ViewNames.literal(wanted));
        }
        return new Views(branch.value(), schema, ViewNames.quoted(schema), List.copyOf(views.keySet()), role);
    }

    private static void write(
            Connection connection, String schema, SortedMap<String, String> views, @Nullable String role)
            throws SQLException {
        String prefix = ViewNames.quoted(schema) + ".";
        execute(connection, "create schema if not exists " + ViewNames.quoted(schema));
        for (String old : viewsIn(connection, schema)) {
            if (!views.containsKey(old)) {
                execute(connection, "drop view " + prefix + ViewNames.quoted(old) + " cascade");
            }
        }
        for (String name : views.keySet()) {
            execute(connection, "create or replace view " + prefix + ViewNames.quoted(name) + " as " + views.get(name));
        }
        if (role != null) {
            execute(connection, "grant usage on schema " + ViewNames.quoted(schema) + " to " + role);
            for (String name : views.keySet()) {
                execute(connection, "grant select on " + prefix + ViewNames.quoted(name) + " to " + role);
            }
        }
    }

    private <T> T alone(Change<T> change) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                execute(connection, "set local lock_timeout = " + PATIENCE.toMillis());
                execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
                T result = change.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw LogFaults.of(e, PATIENCE);
        }
    }

    /** The comment of a schema, empty when it has none; null when there is no such schema. */
    private static @Nullable String comment(Connection connection, String schema) throws SQLException {
        List<String> found = texts(
                connection,
                "select coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace where nspname = ?",
                schema);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static boolean isOurs(@Nullable String comment, BranchName branch) {
        // No branch has a blank in its name, so this is no other branch.
        return comment != null && comment.startsWith(OURS + branch + " [");
    }

    private static List<String> viewsIn(Connection connection, String schema) throws SQLException {
        return texts(connection, "select viewname from pg_views where schemaname = ?", schema);
    }

    private static boolean hasReader(Connection connection) throws SQLException {
        return !texts(connection, "select rolname from pg_roles where rolname = ?", READER)
                .isEmpty();
    }

    private static List<String> texts(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}

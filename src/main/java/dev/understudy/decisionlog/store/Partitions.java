package dev.understudy.decisionlog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the partitions of the table {@code decision}: one for each time to keep, and in it one for each day. Several
 * nodes may do so at once. A partition is made as a table and then attached, which keeps nobody from reading or writing
 * the others; {@code create table … partition of} would. Thread-safe.
 */
final class Partitions {
    /** Of the advisory locks of this database, {@code "understudy"} shortened to four letters. */
    static final int LOCK_SPACE = 0x756e6473;

    private static final int MAKING = 1;

    /** Whoever waits for longer than this tries again later. Nobody who reads or writes decisions is in the way. */
    private static final String LOCK =
            "set local lock_timeout = '5s'; select pg_advisory_xact_lock(" + LOCK_SPACE + ", " + MAKING + ")";

    private static final String ATTACHED = """
            select child.relname
            from pg_inherits
            join pg_class child on child.oid = inhrelid
            where inhparent = to_regclass(?) and not inhdetachpending""";

    private final Set<KeptDay> known = ConcurrentHashMap.newKeySet();

    /**
     * Makes those that are missing, in a transaction of its own.
     *
     * @param connection without a transaction under way, and without automatic commits
     * @param now by the clock of this node
     * @return those that are not there and were not made, since the time to keep has passed for all of their decisions
     */
    Set<KeptDay> ensure(Connection connection, Collection<KeptDay> days, Instant now) throws SQLException {
        Set<KeptDay> missing = new HashSet<>(days);
        missing.removeAll(known);
        if (missing.isEmpty()) {
            return Set.of();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
        // A node whose clock is wrong must not forget what others still keep.
        Instant earlier = earlier(now, databaseTime(connection));
        Set<KeptDay> past = new HashSet<>();
        Set<KeptDay> there = new HashSet<>();
        for (KeptDay day : withTomorrow(missing, earlier)) {
            boolean exists = isAttached(connection, day);
            if (exists || !day.isPast(earlier)) {
                if (!exists) {
                    make(connection, day);
                }
                there.add(day);
            } else {
                past.add(day);
            }
        }
        connection.commit();
        known.addAll(there);
        return past;
    }

    /** Makes those of the day that follows for each time to keep that is in use. */
    void ensureTomorrow(Connection connection, Instant now) throws SQLException {
        Set<KeptDay> tomorrow = new HashSet<>();
        for (String parent : attached(connection, "decision")) {
            for (String table : attached(connection, parent)) {
                KeptDay.ofTable(table)
                        .filter(day -> day.equals(KeptDay.on(day.keepDays(), now)))
                        .ifPresent(today -> tomorrow.add(today.next()));
            }
        }
        connection.commit();
        ensure(connection, tomorrow, now);
    }

    /** Looks anew what is there. */
    void forget() {
        known.clear();
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant databaseTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** What is attached to a table, without what is being detached. */
    static SortedSet<String> attached(Connection connection, String parent) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ATTACHED)) {
            query.setString(1, parent);
            SortedSet<String> tables = new TreeSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            return tables;
        }
    }

    private static Set<KeptDay> withTomorrow(Set<KeptDay> days, Instant now) {
        Set<KeptDay> all = new HashSet<>(days);
        days.stream()
                .filter(day -> day.equals(KeptDay.on(day.keepDays(), now)))
                .map(KeptDay::next)
                .forEach(all::add);
        return all;
    }

    private static boolean isAttached(Connection connection, KeptDay day) throws SQLException {
        return attached(connection, KeptDay.parent(day.keepDays())).stream()
                .flatMap(table -> KeptDay.ofTable(table).stream())
                .anyMatch(day::equals);
    }

    private static void make(Connection connection, KeptDay day) throws SQLException {
        String parent = KeptDay.parent(day.keepDays());
        String table = freeName(connection, day.table());
        try (Statement statement = connection.createStatement()) {
            if (!attached(connection, "decision").contains(parent)) {
                statement.execute("create table " + parent
                        + " (like decision including all excluding indexes) partition by range (decided_at)");
                statement.execute(
                        "alter table decision attach partition " + parent + " for values in (" + day.keepDays() + ")");
            }
            statement.execute("create table " + table + " (like decision including all excluding indexes)");
            statement.execute("alter table " + parent + " attach partition " + table + " for values from ('"
                    + day.start() + "') to ('" + day.next().start() + "')");
        }
    }

    /** A table that an operator detached to keep it may still have the name. */
    private static String freeName(Connection connection, String wanted) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select to_regclass(?) is null")) {
            String name = wanted;
            for (int i = 2; true; i++) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return name;
                    }
                }
                name = wanted + "_" + i;
            }
        }
    }
}

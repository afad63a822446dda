package dev.understudy.testsupport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A row of the decision log, as a test wants it. Each change gives a new object. Rows are kept for a number of days that
 * no ruleset has, in partitions of their own from 2026-01-01 on.
 *
 * @param id a UUID of version 7
 * @param ruleset its name
 * @param branch its name
 * @param commit 40 hexadecimal digits
 * @param effective whether it counted
 * @param rolloutSide or null
 * @param routingKey or null
 * @param caller the account
 * @param body JSON
 * @param outcome JSON
 * @param tags what it can be found by
 */
@SuppressWarnings("TooManyParameters")
public record LoggedRow(
        UUID id,
        String ruleset,
        String branch,
        String commit,
        boolean effective,
        @Nullable String rolloutSide,
        @Nullable String routingKey,
        String caller,
        String body,
        String outcome,
        List<String> tags) {
    /** How long rows of tests are kept. */
    public static final int KEEP_DAYS = 9_173;

    private static final AtomicLong COUNT = new AtomicLong();

    /** One that counted, decided by {@code main}. */
    public static LoggedRow of(String ruleset, Instant decidedAt) {
        return new LoggedRow(
                id(decidedAt),
                ruleset,
                "main",
                "0123456789abcdef0123456789abcdef01234567",
                true,
                null,
                null,
                "app",
                "{\"facts\": {\"Flight\": [{\"delay\": 200}]}, \"asOf\": \"2026-03-01T08:00:00Z\"}",
                "{\"Compensation\":[{\"amount\":250}]}",
                List.of("rule:Short haul", "type:Compensation", "value:Compensation.amount=250"));
    }

    private static UUID id(Instant decidedAt) {
        long number = COUNT.incrementAndGet();
        return new UUID(decidedAt.toEpochMilli() << 16 | 0x7000L | number & 0xfff, 1L << 63 | number);
    }

    /** When it was decided. */
    public Instant decidedAt() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The same by a draft. */
    public LoggedRow draft(String name) {
        return new LoggedRow(id, ruleset, name, commit, false, rolloutSide, routingKey, caller, body, outcome, tags);
    }

    /** The same by another commit. */
    public LoggedRow commit(String digits) {
        return new LoggedRow(
                id, ruleset, branch, digits, effective, rolloutSide, routingKey, caller, body, outcome, tags);
    }

    /** The same on a side of a rollout. */
    public LoggedRow side(String side) {
        return new LoggedRow(id, ruleset, branch, commit, effective, side, routingKey, caller, body, outcome, tags);
    }

    /** The same with a routing key. */
    public LoggedRow routingKey(String key) {
        return new LoggedRow(id, ruleset, branch, commit, effective, rolloutSide, key, caller, body, outcome, tags);
    }

    /** The same for another account. */
    public LoggedRow caller(String name) {
        return new LoggedRow(
                id, ruleset, branch, commit, effective, rolloutSide, routingKey, name, body, outcome, tags);
    }

    /** The same on other facts. */
    public LoggedRow body(String json) {
        return new LoggedRow(
                id, ruleset, branch, commit, effective, rolloutSide, routingKey, caller, json, outcome, tags);
    }

    /** The same with another outcome. */
    public LoggedRow outcome(String json) {
        return new LoggedRow(id, ruleset, branch, commit, effective, rolloutSide, routingKey, caller, body, json, tags);
    }

    /** The same found by other tags. */
    public LoggedRow tags(String... others) {
        return new LoggedRow(
                id,
                ruleset,
                branch,
                commit,
                effective,
                rolloutSide,
                routingKey,
                caller,
                body,
                outcome,
                List.of(others));
    }

    /** Makes the partitions of tests, unless they are there. */
    public static void makePartitions(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists decision_of_tests
                    partition of decision for values in (9173) partition by range (decided_at)""");
            for (int month = 1; month <= 12; month++) {
                statement.execute("""
                        create table if not exists decision_of_tests_%02d partition of decision_of_tests
                        for values from ('%s') to ('%s')""".formatted(month, start(month), start(month + 1)));
            }
        }
    }

    private static String start(int month) {
        return java.time.LocalDate.of(2026, 1, 1).plusMonths(month - 1L) + "T00:00:00Z";
    }

    /** Writes rows into the log. */
    public static void insert(DataSource database, List<LoggedRow> rows) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into decision values
                        (?, ?, 9173, ?, ?, ?, 'DEFAULT', ?, ?, ?, ?, 'drools 10.2.0', ?, ?,
                        '[{"rule":"Short haul","count":1}]', ?, 310, 4, 41999)""")) {
            for (LoggedRow row : rows) {
                row.bind(statement);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (@Nullable
        Object value : new @Nullable Object[] {
            id,
            decidedAt().atOffset(ZoneOffset.UTC),
            ruleset,
            branch,
            commit,
            effective,
            rolloutSide,
            routingKey,
            caller,
            body,
            outcome,
            statement.getConnection().createArrayOf("text", tags.toArray())
        }) {
            statement.setObject(index++, value);
        }
    }
}

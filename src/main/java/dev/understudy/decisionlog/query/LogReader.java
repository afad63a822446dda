package dev.understudy.decisionlog.query;

import dev.understudy.http.Parameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the decision log. Blocking, and safe for any number of threads.
 *
 * <p>A page walks back in time, window by window, since the log has a partition for each day: each partition that a
 * statement may touch costs it a plan and some locks. Each window is a short transaction of its own, so that neither a
 * reader nor an export keeps retention from dropping what is past its time.
 */
@Singleton
public class LogReader {
    private static final Duration FIRST_WINDOW = Duration.ofDays(7);
    /** 28 partitions with all of their indexes are about 250 locks; PostgreSQL has 64 for each connection. */
    private static final Duration WIDEST_WINDOW = Duration.ofDays(28);
    /** At least so many rows come from the database at once; each can have a body of 1 MiB. */
    private static final int FETCH = 32;

    private static final String OLDEST = """
            with recursive part (id) as (
                select inhrelid from pg_inherits where inhparent = 'decision'::regclass
                union all
                select i.inhrelid from pg_inherits i join part on i.inhparent = part.id
            )
            select bool_or(low is null), min(low)
            from (
                select substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''([^'']+)''\\)')::timestamptz as low
                from part join pg_class c on c.oid = part.id
                where c.relkind <> 'p'
            ) leaf""";

    private final DataSource database;
    private final Duration timeout;
    private final InstantSource clock;

    @Inject
    LogReader(DataSource database, DecisionQueryConfig config) {
        this(database, config, InstantSource.system());
    }

    LogReader(DataSource database, DecisionQueryConfig config, InstantSource clock) {
        this.database = database;
        this.timeout = config.timeout();
        this.clock = clock;
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofSeconds(25)) > 0) {
            throw new IllegalArgumentException(
                    "understudy.decision-query.timeout is " + timeout + "; it has to be from 1ms to 25s.");
        }
    }

    /**
     * A decision by its id as a caller wrote it.
     *
     * @throws ProblemException {@code INVALID_REQUEST} when it is no UUID, {@code NOT_FOUND} when the log does not have it
     */
    public KeptDecision named(String id) {
        UUID named = Parameters.uuid(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "A decision is named by its UUID, such as 0192d5a0-1c2b-7000-8000-000000000000."));
        return find(named)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "There is no decision " + id + " in the log. It may be too young, or past its retention."));
    }

    /** A decision by its id; nothing when the log does not have it. */
    Optional<KeptDecision> find(UUID id) {
        if (id.version() != 7) {
            return Optional.empty();
        }
        Criteria one = new Criteria()
                .and("decided_at = ?", new Position(id).decidedAt())
                .and("id = ?", id);
        try {
            List<KeptDecision> rows = new ArrayList<>(1);
            reading(connection -> select(connection, List.of(one), 1, rows::add));
            return rows.stream().findFirst();
        } catch (SQLException e) {
            throw LogFaults.of(e, timeout);
        }
    }

    /**
     * The decisions behind a place, newest first.
     *
     * @param query which ones
     * @param after the place, or null for the newest
     * @param most how many at most
     * @param mostBytes about how many bytes they may hold together; one decision may have more
     * @return a page that is not full either when there are no more, when it holds that many bytes, or when looking
     *     further back would take too long; its {@code next} tells
     * @throws ProblemException {@code QUERY_TOO_WIDE} when not even a part was found in time,
     *     {@code LOG_UNAVAILABLE} when the database can't be asked
     */
    public Page read(LogQuery query, @Nullable Position after, int most, long mostBytes) {
        Walk walk = new Walk(query, after, most, mostBytes);
        try {
            walk.run();
        } catch (SQLException e) {
            if (!LogFaults.isTimeout(e) || !walk.hasMoved()) {
                throw LogFaults.of(e, timeout);
            }
            // What was found until then is an answer, and it says where to go on.
        }
        return walk.page();
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** In a transaction that only reads, each statement no longer than the time-out. */
    <T> T reading(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                // A plan for any values would have to look at all partitions.
                try (PreparedStatement settings =
                        connection.prepareStatement("select set_config('transaction_read_only', 'on', true),"
                                + " set_config('statement_timeout', ?, true),"
                                + " set_config('plan_cache_mode', 'force_custom_plan', true)")) {
                    settings.setString(1, Long.toString(timeout.toMillis()));
                    settings.execute();
                }
                return work.with(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    /** Takes rows until it has enough. */
    @FunctionalInterface
    private interface Rows {
        /** Whether it wants more. */
        boolean add(KeptDecision row);
    }

    /** The newest rows that meet one of the alternatives; their values are bound one after the other. */
    static String sql(List<Criteria> alternatives, int most) {
        String order = " order by decided_at desc, id desc limit " + most;
        List<String> parts = alternatives.stream()
                .map(each -> "(select decided_at, " + KeptDecision.COLUMNS + " from decision where " + each.sql()
                        + order + ")")
                .toList();
        // Each alternative stops at the limit by an index of its own, which one condition with 'or' would not.
        return parts.size() == 1
                ? parts.getFirst()
                : "select * from (" + String.join(" union all ", parts) + ") found" + order;
    }

    /** Whether all rows that there are were taken. */
    private static boolean select(Connection connection, List<Criteria> alternatives, int most, Rows rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(alternatives, most))) {
            statement.setFetchSize(FETCH);
            int index = 1;
            for (Criteria each : alternatives) {
                index = each.bind(statement, index);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    if (!rows.add(KeptDecision.of(found))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Nothing in the log is older; nothing when there is no partition, the epoch when one does not say. */
    Optional<Instant> oldest() throws SQLException {
        return reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OLDEST);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                boolean unbounded = row.getBoolean(1);
                OffsetDateTime low = row.getObject(2, OffsetDateTime.class);
                return unbounded
                        ? Optional.of(Instant.EPOCH)
                        : Optional.ofNullable(low).map(OffsetDateTime::toInstant);
            }
        });
    }

    /** What a caller is told of a fault. */
    RuntimeException fault(SQLException e) {
        return LogFaults.of(e, timeout);
    }

    /** One way back through the log. */
    private final class Walk {
        private final List<Criteria> alternatives;
        private final LogQuery query;
        private final int most;
        private final long mostBytes;
        private final long startNanos = System.nanoTime();
        private final @Nullable Position start;
        private final List<KeptDecision> taken = new ArrayList<>();
        private @Nullable Position reached;
        private boolean moved;
        private boolean atEnd;
        private long bytes;

        Walk(LogQuery query, @Nullable Position after, int most, long mostBytes) {
            this.query = query;
            this.alternatives = query.alternatives();
            this.most = most;
            this.mostBytes = mostBytes;
            this.start = after;
            this.reached = after;
        }

        void run() throws SQLException {
            Instant high = newest();
            Duration width = FIRST_WINDOW;
            Instant floor = query.from();
            while (true) {
                Instant low = high.minus(width);
                low = floor != null && low.isBefore(floor) ? floor : low;
                if (!window(low)) {
                    return;
                }
                moveTo(Position.before(low));
                floor = floor == null ? oldest().orElse(null) : floor;
                atEnd = floor == null || !low.isAfter(floor);
                if (atEnd || taken.size() == most || isSlow()) {
                    return;
                }
                high = low;
                width = next(width, low, Objects.requireNonNull(floor));
            }
        }

        private static Duration next(Duration width, Instant low, Instant floor) {
            if (floor.equals(Instant.EPOCH)) {
                return Duration.between(floor, low);
            }
            Duration twice = width.multipliedBy(2);
            return twice.compareTo(WIDEST_WINDOW) > 0 ? WIDEST_WINDOW : twice;
        }

        private void moveTo(Position position) {
            reached = position;
            moved = true;
        }

        /** From where the first window is measured, in whole milliseconds as positions are; what is younger is found too. */
        private Instant newest() {
            Instant newest = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (query.to() != null && query.to().isBefore(newest)) {
                newest = query.to().truncatedTo(ChronoUnit.MILLIS);
            }
            return start != null && start.moment().isBefore(newest) ? start.moment() : newest;
        }

        /** Whether the page wants more than the window had. */
        private boolean window(Instant low) throws SQLException {
            Criteria bounds = new Criteria().and("decided_at >= ?", utc(low));
            if (query.to() != null) {
                bounds.and("decided_at < ?", utc(query.to()));
            }
            Position last = reached;
            if (last != null) {
                bounds.and("decided_at <= ?", last.decidedAt())
                        .and("(decided_at, id) < (?, ?)", last.decidedAt(), last.id());
            }
            List<Criteria> bounded = alternatives.stream()
                    .map(each -> new Criteria().and(each).and(bounds))
                    .toList();
            if (bounded.isEmpty()) {
                return true;
            }
            return reading(connection -> select(connection, bounded, most - taken.size() + 1, this::take));
        }

        private boolean take(KeptDecision row) {
            if (taken.size() == most || (bytes > mostBytes && !taken.isEmpty())) {
                return false;
            }
            taken.add(row);
            bytes += row.weight();
            moveTo(new Position(row.id()));
            return true;
        }

        private boolean isSlow() {
            return System.nanoTime() - startNanos > timeout.toNanos() / 4;
        }

        boolean hasMoved() {
            return moved;
        }

        Page page() {
            return new Page(taken, atEnd ? null : reached);
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}

package dev.understudy.decisionlog.query;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads many decisions of the log, newest first, with no more than it takes to decide them again. Like {@link LogReader}
 * it goes back window by window, each a short transaction. Blocking, and safe for any number of threads.
 *
 * <p>It takes queries without a lineage.
 */
@Singleton
public class LogScan {
    private static final Duration USUAL_WINDOW = Duration.ofDays(7);
    private static final Duration WIDEST_WINDOW = Duration.ofDays(28);
    private static final Duration NARROWEST_WINDOW = Duration.ofHours(1);
    private static final int FETCH_IDS = 4_096;
    private static final int FETCH = 128;

    private static final String COLUMNS = "d.id, d.body, d.outcome, d.fired_rules";

    /** The instants stand beside their ids, and bound the partitions that are looked at. */
    private static final String BY_ID = "select " + COLUMNS
            + " from unnest(?::timestamptz[], ?::uuid[]) as wanted (at, id)"
            + " join decision d on d.decided_at = wanted.at and d.id = wanted.id"
            + " where d.decided_at >= ? and d.decided_at <= ?";

    private final LogReader log;
    private final InstantSource clock = InstantSource.system();

    LogScan(LogReader log) {
        this.log = log;
    }

    /** Takes ids until it has enough. */
    @FunctionalInterface
    public interface Ids {
        /** Whether it wants more. */
        boolean add(UUID id);
    }

    /** Takes ids with what their decisions can be found by. */
    @FunctionalInterface
    public interface Tagged {
        /** One more; {@code tags} as the column has them, {@code type:Compensation}. Says whether it wants more. */
        boolean add(UUID id, String[] tags);
    }

    /**
     * From the newest to the oldest decision of a set, both in it.
     *
     * @param newest its id
     * @param oldest its id
     * @param count how many there are
     */
    public record Range(UUID newest, UUID oldest, long count) {}

    /**
     * The ids of all decisions that a query finds, newest first.
     *
     * @throws dev.understudy.problem.ProblemException as {@link LogReader#read}
     */
    public void ids(LogQuery query, Ids ids) {
        windows(query, "d.id", rows -> ids.add(rows.getObject(1, UUID.class)));
    }

    /** The same with their tags. */
    public void tagged(LogQuery query, Tagged tagged) {
        windows(query, "d.id, d.tags", rows -> {
            Array tags = rows.getArray(2);
            return tagged.add(rows.getObject(1, UUID.class), (String[]) tags.getArray());
        });
    }

    /**
     * Some decisions of a set, newest first; none when there are no more.
     *
     * @param after the last one that was read; null for the newest
     * @param most how many at most
     * @param mostBytes about how many bytes they may hold together
     * @throws dev.understudy.problem.ProblemException as {@link LogReader#read}
     */
    public List<RecordedDecision> page(LogQuery query, Range range, @Nullable UUID after, int most, long mostBytes) {
        Position high = new Position(after == null ? range.newest() : after);
        OffsetDateTime floor = new Position(range.oldest()).decidedAt();
        Duration width = width(range, most);
        Collected collected = new Collected(mostBytes);
        OffsetDateTime top = high.decidedAt();
        while (collected.rows.isEmpty() && !top.isBefore(floor)) {
            OffsetDateTime low = top.minus(width);
            low = low.isBefore(floor) ? floor : low;
            Criteria bounds = new Criteria()
                    .and("d.decided_at >= ?", low)
                    .and("d.decided_at <= ?", top)
                    .and(
                            "(d.decided_at, d.id) " + (after == null ? "<=" : "<") + " (?, ?)",
                            high.decidedAt(),
                            high.id())
                    .and("(d.decided_at, d.id) >= (?, ?)", floor, range.oldest());
            run(() -> select(query, COLUMNS, bounds, " limit " + most, FETCH, rows -> collected.add(row(rows))));
            // A window begins where the last one ended, which has been read.
            top = low.minusNanos(1_000_000);
            width = wider(width);
        }
        return collected.rows;
    }

    /** The decisions of these ids, in their order; those that the log has not any more are left out. */
    public List<RecordedDecision> byId(List<UUID> ids) {
        Map<UUID, RecordedDecision> found = HashMap.newHashMap(ids.size());
        int start = 0;
        for (int i = 1; i <= ids.size(); i++) {
            // Ids come newest first, and each statement looks at few partitions.
            if (i == ids.size()
                    || moment(ids.get(i)).isBefore(moment(ids.get(start)).minus(WIDEST_WINDOW))) {
                List<UUID> part = ids.subList(start, i);
                run(() -> byId(part, found));
                start = i;
            }
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private void byId(List<UUID> ids, Map<UUID, RecordedDecision> found) throws SQLException {
        log.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
                statement.setFetchSize(FETCH);
                String[] moments =
                        ids.stream().map(each -> moment(each).toString()).toArray(String[]::new);
                statement.setArray(1, connection.createArrayOf("text", moments));
                statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
                statement.setObject(3, new Position(ids.getLast()).decidedAt());
                statement.setObject(4, new Position(ids.getFirst()).decidedAt());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        RecordedDecision row = row(rows);
                        found.put(row.id(), row);
                    }
                }
            }
            return true;
        });
    }

    private static Instant moment(UUID id) {
        return new Position(id).moment();
    }

    /** One row at a time; says whether it wants more. */
    @FunctionalInterface
    private interface Rows {
        boolean take(ResultSet row) throws SQLException;
    }

    /** What is done with the database. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw log.fault(e);
        }
    }

    private void windows(LogQuery query, String columns, Rows rows) {
        run(() -> {
            Instant oldest = log.oldest().orElse(null);
            if (oldest == null) {
                return;
            }
            Instant from = query.from();
            Instant to = query.to();
            OffsetDateTime floor = utc(from != null && from.isAfter(oldest) ? from : oldest);
            Instant now = clock.instant();
            OffsetDateTime high = utc(to != null && to.isBefore(now) ? to : now);
            // What another node dated a little ahead is found too.
            Criteria top = to == null ? new Criteria().and("true") : new Criteria().and("d.decided_at < ?", utc(to));
            Duration width = oldest.equals(Instant.EPOCH) ? Duration.between(floor, high) : USUAL_WINDOW;
            while (true) {
                OffsetDateTime low = high.minus(width);
                low = low.isBefore(floor) ? floor : low;
                Criteria bounds = new Criteria().and("d.decided_at >= ?", low).and(top);
                if (!select(query, columns, bounds, "", FETCH_IDS, rows) || !low.isAfter(floor)) {
                    return;
                }
                high = low;
                top = new Criteria().and("d.decided_at < ?", high);
                width = wider(width);
            }
        });
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Duration wider(Duration width) {
        Duration twice = width.multipliedBy(2);
        return twice.compareTo(WIDEST_WINDOW) > 0 ? WIDEST_WINDOW : twice;
    }

    /** Whether all rows that there are were taken. */
    private boolean select(LogQuery query, String columns, Criteria bounds, String limit, int fetch, Rows rows)
            throws SQLException {
        Criteria all = new Criteria().and(query.alternatives().getFirst()).and(bounds);
        String sql = "select " + columns + " from decision d where " + all.sql()
                + " order by d.decided_at desc, d.id desc" + limit;
        return log.reading(connection -> taken(connection, sql, all, fetch, rows));
    }

    private static boolean taken(Connection connection, String sql, Criteria all, int fetch, Rows rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetch);
            all.bind(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    if (!rows.take(found)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The driver gives the bytes of a text as they came, which is UTF-8. */
    private static RecordedDecision row(ResultSet rows) throws SQLException {
        return new RecordedDecision(
                rows.getObject(1, UUID.class), rows.getBytes(2), rows.getBytes(3), rows.getBytes(4));
    }

    /** So wide that it holds about two pages, if the decisions are spread evenly. */
    private static Duration width(Range range, int most) {
        Duration span = Duration.between(moment(range.oldest()), moment(range.newest()));
        Duration wanted = span.dividedBy(Math.max(1, range.count() / (2L * most)));
        if (wanted.compareTo(NARROWEST_WINDOW) < 0) {
            return NARROWEST_WINDOW;
        }
        return wanted.compareTo(WIDEST_WINDOW) > 0 ? WIDEST_WINDOW : wanted;
    }

    /** Rows until they are too heavy. */
    private static final class Collected {
        final List<RecordedDecision> rows = new ArrayList<>();
        private final long mostBytes;
        private long bytes;

        Collected(long mostBytes) {
            this.mostBytes = mostBytes;
        }

        boolean add(RecordedDecision row) {
            rows.add(row);
            bytes += row.weight();
            return bytes < mostBytes;
        }
    }
}

package dev.understudy.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries in the database: what became of them. */
@Singleton
class Deliveries {
    private static final String LIST = """
            select d.*, e.type from webhook_delivery d join webhook_event e on e.id = d.event
            where d.subscription = ? and (?::text is null or d.state = ?) and d.id < ? order by d.id desc limit ?""";

    /** How far one is. */
    enum State {
        /** It is tried, again and again. */
        PENDING,
        /** It was taken. */
        DELIVERED,
        /** It is tried no more, unless somebody asks for it. */
        FAILED
    }

    /** As callers see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            long id,
            String event,
            String type,
            State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable Integer lastStatus,
            @Nullable String lastFault) {}

    /** What waits, all subscriptions together. */
    record Waiting(long pending, double oldestSeconds) {}

    void delivered(Connection connection, long id, int status) throws SQLException {
        Transactions.execute(
                connection,
                "update webhook_delivery set state = 'DELIVERED', attempts = attempts + 1, last_status = ?,"
                        + " last_fault = null, ended_at = clock_timestamp() where id = ?",
                status,
                id);
    }

    /** @param due when it is tried again; null for never */
    void missed(Connection connection, long id, @Nullable Integer status, String fault, @Nullable Instant due)
            throws SQLException {
        Transactions.execute(
                connection,
                "update webhook_delivery set attempts = attempts + 1, last_status = ?, last_fault = ?,"
                        + (due == null
                                ? " state = 'FAILED', ended_at = clock_timestamp() where id = ?"
                                : " due_at = ? where id = ?"),
                due == null ? new Object[] {status, fault, id} : new Object[] {status, fault, due, id});
    }

    /** Nothing that waits for one is tried any more. */
    void giveUp(Connection connection, UUID subscription, String fault) throws SQLException {
        Transactions.execute(
                connection,
                "update webhook_delivery set state = 'FAILED', last_fault = ?, ended_at = clock_timestamp()"
                        + " where subscription = ? and state = 'PENDING'",
                fault,
                subscription);
    }

    /** Tries it anew, as if it had just happened; with the same id of the event. */
    void again(Connection connection, UUID subscription, long id) throws SQLException {
        int found = Transactions.execute(
                connection,
                "update webhook_delivery set state = 'PENDING', attempts = 0, ended_at = null,"
                        + " tried_since = clock_timestamp(), due_at = clock_timestamp()"
                        + " where id = ? and subscription = ?",
                id,
                subscription);
        if (found == 0) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                ProblemType.UNKNOWN_DELIVERY,
                "There is no such delivery of this webhook; those of the last 30 days are kept.");
    }

    /** The newest first, with numbers below {@code before}. */
    List<View> list(Connection connection, UUID subscription, @Nullable State state, long before, int most)
            throws SQLException {
        String name = state == null ? null : state.name();
        return Transactions.query(
                connection,
                LIST,
                row -> {
                    int status = row.getInt("last_status");
                    boolean none = row.wasNull();
                    State now = State.valueOf(row.getString("state"));
                    return new View(
                            row.getLong("id"),
                            row.getString("event"),
                            row.getString("type"),
                            now,
                            row.getInt("attempts"),
                            Objects.requireNonNull(Transactions.moment(row, "created_at")),
                            now == State.PENDING ? Transactions.moment(row, "due_at") : null,
                            Transactions.moment(row, "ended_at"),
                            none ? null : Integer.valueOf(status),
                            row.getString("last_fault"));
                },
                subscription,
                name,
                name,
                before,
                most);
    }

    Waiting waiting(Connection connection) throws SQLException {
        return Transactions.query(
                        connection,
                        "select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)"
                                + " from webhook_delivery where state = 'PENDING'",
                        row -> new Waiting(row.getLong(1), row.getDouble(2)))
                .getFirst();
    }

    /** Forgets what is older than 30 days, sent or not. */
    void forget(Connection connection) throws SQLException {
        Transactions.execute(connection, "delete from webhook_event where at < clock_timestamp() - interval '30 days'");
    }
}

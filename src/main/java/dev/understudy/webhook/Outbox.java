package dev.understudy.webhook;

import dev.understudy.database.Transactions;
import dev.understudy.webhook.Subscription.State;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What has to be sent. The audit log, written in the transactions of what it records, with numbers in the order in which
 * these end, is read on from where it was left: what it has is sent, and what was rolled back it never had.
 */
@Singleton
class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int MOST_AT_ONCE = 200;

    private static final String CLAIM = """
            with free as (
                select s.id from webhook_subscription s
                where s.state = 'ACTIVE' and (s.leased_until is null or s.leased_until <= clock_timestamp())
                    and exists (select 1 from webhook_delivery d where d.subscription = s.id and d.state = 'PENDING'
                        and d.due_at <= clock_timestamp())
                order by s.leased_until nulls first limit ? for update skip locked)
            update webhook_subscription s set lease = ?, leased_until = clock_timestamp() + interval '60 seconds'
            from free where s.id = free.id returning s.*""";

    private static final String NEXT = """
            select d.id, d.attempts, d.tried_since, e.id as event, e.body, clock_timestamp() as now
            from webhook_delivery d join webhook_event e on e.id = d.event
            where d.subscription = ? and d.state = 'PENDING' and d.due_at <= clock_timestamp()
            order by d.due_at, d.id limit 1""";

    private final WebhooksConfig config;
    private final SubscriptionStore subscriptions;

    Outbox(WebhooksConfig config, SubscriptionStore subscriptions) {
        this.config = config;
        this.subscriptions = subscriptions;
    }

    /**
     * Something that is due.
     *
     * @param id of the delivery
     * @param attempts how often it was tried
     * @param since when the first try was due
     * @param event the id of what happened
     * @param body what is sent
     */
    record Due(long id, int attempts, Instant since, UUID event, String body) {}

    private record Recorded(long seq, String record) {}

    /** Makes deliveries of what was recorded since the last time. Whether there may be more. */
    boolean fanOut(Connection connection) throws SQLException {
        List<Long> cursor = Transactions.query(
                connection, "select seq from webhook_cursor for update skip locked", row -> row.getLong(1));
        if (cursor.isEmpty()) {
            return false;
        }
        List<Recorded> records = Transactions.query(
                connection,
                "select seq, record from audit_record where seq > ? order by seq limit " + MOST_AT_ONCE,
                row -> new Recorded(row.getLong(1), row.getString(2)),
                cursor.getFirst());
        if (records.isEmpty()) {
            return false;
        }
        List<Subscription> all = subscriptions.all(connection).stream()
                .filter(each -> each.standing().state() != State.DISABLED)
                .toList();
        for (Recorded each : all.isEmpty() ? List.<Recorded>of() : records) {
            Optional<CloudEvent> event = event(each);
            if (event.isPresent()) {
                add(
                        connection,
                        event.get(),
                        all.stream()
                                .filter(one ->
                                        one.since() < each.seq() && one.filter().takes(event.get()))
                                .toList());
            }
        }
        Transactions.execute(
                connection,
                "update webhook_cursor set seq = ?",
                records.getLast().seq());
        return records.size() == MOST_AT_ONCE;
    }

    private Optional<CloudEvent> event(Recorded recorded) {
        try {
            return CloudEvent.ofRecord(config.source(), recorded.record());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Record %d of the audit log can't be told to webhooks; it is left out", recorded.seq());
            return Optional.empty();
        }
    }

    /** Keeps an event for those who are told of it. */
    void add(Connection connection, CloudEvent event, List<Subscription> receivers) throws SQLException {
        if (receivers.isEmpty()) {
            return;
        }
        Transactions.execute(
                connection,
                "insert into webhook_event (id, type, body, at) values (?, ?, ?, clock_timestamp())",
                event.id(),
                event.type(),
                event.body());
        for (Subscription each : receivers) {
            // Who is being deleted at this moment is told nothing.
            Transactions.execute(connection, """
                    insert into webhook_delivery (event, subscription, created_at, tried_since, due_at)
                    select ?, id, clock_timestamp(), clock_timestamp(), clock_timestamp()
                    from webhook_subscription where id = ? for key share""", event.id(), each.id());
        }
    }

    /** Takes subscriptions that something is due for, so that no other node sends to them for a minute. */
    List<Subscription> claim(Connection connection, UUID lease, int most) throws SQLException {
        return Transactions.query(connection, CLAIM, SubscriptionStore::subscription, most, lease);
    }

    /** What is due next for one. */
    Optional<Due> next(Connection connection, UUID subscription) throws SQLException {
        return Transactions.query(
                        connection,
                        NEXT,
                        row -> new Due(
                                row.getLong("id"),
                                row.getInt("attempts"),
                                Objects.requireNonNull(Transactions.moment(row, "tried_since")),
                                row.getObject("event", UUID.class),
                                row.getString("body")),
                        subscription)
                .stream()
                .findFirst();
    }

    /** Whether the lease is still held and it may go on being told; if so it holds for a minute more. */
    boolean goOn(Connection connection, UUID subscription, UUID lease) throws SQLException {
        return Transactions.execute(
                        connection,
                        "update webhook_subscription set leased_until = clock_timestamp() + interval '60 seconds'"
                                + " where id = ? and lease = ? and state = 'ACTIVE'",
                        subscription,
                        lease)
                == 1;
    }

    /** Gives back all that a node took. */
    void releaseAll(Connection connection, UUID lease) throws SQLException {
        Transactions.execute(
                connection, "update webhook_subscription set lease = null, leased_until = null where lease = ?", lease);
    }

    void release(Connection connection, UUID subscription, UUID lease) throws SQLException {
        Transactions.execute(
                connection,
                "update webhook_subscription set lease = null, leased_until = null where id = ? and lease = ?",
                subscription,
                lease);
    }
}

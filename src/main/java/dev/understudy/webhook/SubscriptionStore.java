package dev.understudy.webhook;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.webhook.Subscription.State;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Subscriptions in the database. */
@Singleton
class SubscriptionStore {
    private static final String INSERT = """
            insert into webhook_subscription (id, url, description, events, rulesets, secret, state, since, created_by,
                created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update webhook_subscription set url = ?, description = ?, events = ?, rulesets = ?, secret = ?,
                former_secret = ?, former_until = ?, state = ?, state_reason = ? where id = ?""";

    void insert(Connection connection, Subscription subscription) throws SQLException {
        Transactions.execute(
                connection,
                INSERT,
                subscription.id(),
                subscription.url(),
                subscription.description(),
                subscription.filter().events().toArray(String[]::new),
                subscription.filter().rulesets().toArray(String[]::new),
                subscription.secrets().current(),
                subscription.standing().state().name(),
                subscription.since(),
                subscription.made().by(),
                subscription.made().at());
    }

    void update(Connection connection, Subscription subscription) throws SQLException {
        Transactions.execute(
                connection,
                UPDATE,
                subscription.url(),
                subscription.description(),
                subscription.filter().events().toArray(String[]::new),
                subscription.filter().rulesets().toArray(String[]::new),
                subscription.secrets().current(),
                subscription.secrets().former(),
                subscription.secrets().formerUntil(),
                subscription.standing().state().name(),
                subscription.standing().reason(),
                subscription.id());
    }

    /** It is told of what the audit log has behind a number. */
    void toldSince(Connection connection, UUID id, long seq) throws SQLException {
        Transactions.execute(connection, "update webhook_subscription set since = ? where id = ?", seq, id);
    }

    boolean delete(Connection connection, UUID id) throws SQLException {
        return Transactions.execute(connection, "delete from webhook_subscription where id = ?", id) == 1;
    }

    /** The oldest first. */
    List<Subscription> all(Connection connection) throws SQLException {
        return Transactions.query(
                connection,
                "select * from webhook_subscription order by created_at, id",
                SubscriptionStore::subscription);
    }

    /** @throws ProblemException {@code UNKNOWN_WEBHOOK} */
    Subscription named(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from webhook_subscription where id = ?", id);
    }

    /** The same, held until the transaction ends. */
    Subscription locked(Connection connection, UUID id) throws SQLException {
        return one(connection, "select * from webhook_subscription where id = ? for update", id);
    }

    private static Subscription one(Connection connection, String sql, UUID id) throws SQLException {
        return Transactions.query(connection, sql, SubscriptionStore::subscription, id).stream()
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(ProblemType.UNKNOWN_WEBHOOK, "There is no webhook " + id + "."));
    }

    static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getString("url"),
                row.getString("description"),
                new Subscription.Filter(Transactions.texts(row, "events"), Transactions.texts(row, "rulesets")),
                new Subscription.Secrets(
                        row.getString("secret"),
                        row.getString("former_secret"),
                        Transactions.moment(row, "former_until")),
                new Subscription.Standing(State.valueOf(row.getString("state")), row.getString("state_reason")),
                row.getLong("since"),
                new Subscription.Made(
                        row.getString("created_by"), Objects.requireNonNull(Transactions.moment(row, "created_at"))));
    }
}

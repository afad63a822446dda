package dev.understudy.webhook;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.webhook.Subscription.State;
import dev.understudy.webhook.SubscriptionOrders.Order;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is told of what, and what became of it; for admins. Each change is in the audit log. Thread-safe. */
@Singleton
class Subscriptions {
    /** How many there may be: each has at most one connection at a time. */
    static final int MOST = 50;

    private static final Duration FORMER_SECRET_HOLDS = Duration.ofHours(24);

    private final Transactions database;
    private final SubscriptionStore store;
    private final WebhookBoxes boxes;
    private final SealedSecrets secrets;
    private final AuditLog audit;
    private final WebhooksConfig config;

    /** What is to be sent, what became of it, and who sends it. */
    @Singleton
    record WebhookBoxes(Outbox outbox, Deliveries deliveries, Dispatcher dispatcher) {}

    Subscriptions(
            Transactions database,
            SubscriptionStore store,
            WebhookBoxes boxes,
            SealedSecrets secrets,
            AuditLog audit,
            WebhooksConfig config) {
        this.database = database;
        this.store = store;
        this.boxes = boxes;
        this.secrets = secrets;
        this.audit = audit;
        this.config = config;
    }

    /** A subscription, and its secret in clear: shown this once. */
    record Shown(Subscription subscription, String secret) {}

    private interface Change {
        Subscription of(Subscription before, Instant now);
    }

    Shown create(Caller caller, Order order) {
        if (order.state() == State.DISABLED) {
            throw SubscriptionOrders.fault("/state", "A webhook is ACTIVE or PAUSED.");
        }
        UUID id = UUID.randomUUID();
        String secret = Signature.newSecret();
        Subscription wish = new Subscription(
                id,
                SubscriptionOrders.url(order.url(), config),
                SubscriptionOrders.description(order.description()),
                new Subscription.Filter(
                        SubscriptionOrders.events(order.events()), SubscriptionOrders.rulesets(order.rulesets())),
                new Subscription.Secrets(secrets.seal(id, secret), null, null),
                new Subscription.Standing(order.state() == null ? State.ACTIVE : order.state(), null),
                0,
                new Subscription.Made(caller.name(), Instant.EPOCH));
        return database.call(connection -> {
            // The audit log's lock has others wait, so that the count is right.
            long since = record(caller.name(), AuditAction.WEBHOOK_CREATED, wish, Map.of(), told(wish));
            if (store.all(connection).size() >= MOST) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "There are " + MOST + " webhooks, which is the most; delete one.");
            }
            Subscription made = new Subscription(
                    id,
                    wish.url(),
                    wish.description(),
                    wish.filter(),
                    wish.secrets(),
                    wish.standing(),
                    since,
                    new Subscription.Made(caller.name(), Transactions.now(connection)));
            store.insert(connection, made);
            return new Shown(made, secret);
        });
    }

    List<Subscription> all() {
        return database.call(store::all);
    }

    Subscription get(UUID id) {
        return database.call(connection -> store.named(connection, id));
    }

    /** Changes what the order has, and leaves the rest. */
    Subscription change(Caller caller, UUID id, Order order) {
        if (order.state() == State.DISABLED) {
            throw SubscriptionOrders.fault("/state", "A webhook is ACTIVE or PAUSED.");
        }
        return change(caller, id, (before, now) -> {
            Subscription.Filter filter = new Subscription.Filter(
                    order.events() == null ? before.filter().events() : SubscriptionOrders.events(order.events()),
                    order.rulesets() == null
                            ? before.filter().rulesets()
                            : SubscriptionOrders.rulesets(order.rulesets()));
            Subscription after = new Subscription(
                    id,
                    order.url() == null ? before.url() : SubscriptionOrders.url(order.url(), config),
                    order.description() == null
                            ? before.description()
                            : SubscriptionOrders.description(order.description()),
                    filter,
                    before.secrets(),
                    before.standing(),
                    before.since(),
                    before.made());
            return order.state() == null ? after : after.in(order.state(), null);
        });
    }

    /** Gives it another secret; the one before signs too for a day. */
    Shown rotate(Caller caller, UUID id) {
        String secret = Signature.newSecret();
        Subscription after = change(
                caller,
                id,
                (before, now) -> before.signingWith(new Subscription.Secrets(
                        secrets.seal(id, secret), before.secrets().current(), now.plus(FORMER_SECRET_HOLDS))));
        return new Shown(after, secret);
    }

    private Subscription change(Caller caller, UUID id, Change change) {
        Subscription after = database.call(connection -> {
            Subscription before = store.locked(connection, id);
            Subscription changed = change.of(before, Transactions.now(connection));
            Map<String, Object> now = told(changed);
            if (!changed.secrets().equals(before.secrets())) {
                now.put("secret", "changed");
            }
            store.update(connection, changed);
            long seq = record(caller.name(), AuditAction.WEBHOOK_CHANGED, changed, told(before), now);
            if (before.standing().state() == State.DISABLED
                    && changed.standing().state() != State.DISABLED) {
                // What happened meanwhile may not have been looked at yet.
                store.toldSince(connection, id, seq);
            }
            return changed;
        });
        boxes.dispatcher().poke();
        return after;
    }

    void delete(Caller caller, UUID id) {
        database.call(connection -> {
            Subscription before = store.locked(connection, id);
            var _ = record(caller.name(), AuditAction.WEBHOOK_DELETED, before, told(before), Map.of());
            return store.delete(connection, id);
        });
    }

    /** Sends it an event that tells nothing; gives the id of that. */
    UUID ping(Caller caller, UUID id) {
        UUID event = database.call(connection -> {
            Subscription to = store.named(connection, id);
            if (to.standing().state() != State.ACTIVE) {
                throw SubscriptionOrders.fault(
                        "", "The webhook is " + to.standing().state() + "; make it ACTIVE first.");
            }
            CloudEvent ping = CloudEvent.ping(config.source(), id, caller.name(), Transactions.now(connection));
            boxes.outbox().add(connection, ping, List.of(to));
            return ping.id();
        });
        boxes.dispatcher().poke();
        return event;
    }

    List<Deliveries.View> deliveries(UUID id, Deliveries.@Nullable State state, long before, int most) {
        return database.call(connection -> {
            UUID known = store.named(connection, id).id();
            return boxes.deliveries().list(connection, known, state, before, most);
        });
    }

    void redeliver(UUID id, long delivery) {
        database.call(connection -> {
            again(connection, id, delivery);
            return id;
        });
        boxes.dispatcher().poke();
    }

    private void again(Connection connection, UUID id, long delivery) throws SQLException {
        boxes.deliveries().again(connection, store.named(connection, id).id(), delivery);
    }

    private long record(
            String actor, AuditAction action, Subscription of, Map<String, ?> before, Map<String, ?> after) {
        return audit.append(new AuditEvent(actor, action, of.subject(), null, before, after));
    }

    /** The audit log is read by more people than webhooks are, and a path may hold a secret: it gets the host alone. */
    private static Map<String, Object> told(Subscription of) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("to", new Target(URI.create(of.url())).origin());
        told.put("events", of.filter().events());
        told.put("rulesets", of.filter().rulesets());
        told.put("state", of.standing().state().name());
        return told;
    }
}

package dev.understudy.webhook;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one subscription what is due for it, one after the other, and writes down what came of each. What was sent
 * when the process ended before that is sent again, with the same id. Thread-safe; whoever calls waits.
 */
@Singleton
class Courier {
    private static final int MOST_IN_A_ROW = 50;

    private final Transactions database;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final CourierParts parts;
    private final AuditLog audit;
    private final SubscriptionStore subscriptions;
    private final RandomGenerator random = new SecureRandom();

    /** What it works with. */
    @Singleton
    record CourierParts(Sender sender, SealedSecrets secrets, WebhookMeters meters) {}

    Courier(
            Transactions database,
            Outbox outbox,
            Deliveries deliveries,
            CourierParts parts,
            AuditLog audit,
            SubscriptionStore subscriptions) {
        this.database = database;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.parts = parts;
        this.audit = audit;
        this.subscriptions = subscriptions;
    }

    /** Goes on until nothing is due, it was enough for now, or somebody else has the lease. */
    void deliver(Subscription subscription, UUID lease) {
        boolean more = true;
        for (int i = 0; more && i < MOST_IN_A_ROW; i++) {
            Optional<Outbox.Due> due = database.call(connection -> outbox.goOn(connection, subscription.id(), lease)
                    ? outbox.next(connection, subscription.id())
                    : Optional.<Outbox.Due>empty());
            more = due.isPresent() && !Thread.currentThread().isInterrupted();
            if (more) {
                Sent sent = send(subscription, due.orElseThrow());
                database.call(connection -> {
                    record(connection, subscription, due.orElseThrow(), sent);
                    return sent;
                });
            }
        }
        database.call(connection -> {
            outbox.release(connection, subscription.id(), lease);
            return lease;
        });
    }

    private Sent send(Subscription subscription, Outbox.Due due) {
        List<String> secrets = secrets(subscription);
        if (secrets.isEmpty()) {
            return new Sent.Unreached("Its secret can't be opened: understudy.decision-log.keys lacks the key. Put"
                    + " it back, or give the webhook a new secret.");
        }
        return parts.sender()
                .send(new Sender.Message(
                        subscription.url(), secrets, due.event().toString(), due.body(), due.attempts()));
    }

    private List<String> secrets(Subscription subscription) {
        List<String> secrets = new ArrayList<>();
        Subscription.Secrets sealed = subscription.secrets();
        parts.secrets().open(subscription.id(), sealed.current()).ifPresent(secrets::add);
        String former = sealed.former();
        Instant until = sealed.formerUntil();
        if (!secrets.isEmpty() && former != null && until != null) {
            boolean holds = database.call(Transactions::now).isBefore(until);
            parts.secrets().open(subscription.id(), former).filter(_ -> holds).ifPresent(secrets::add);
        }
        return secrets;
    }

    private void record(Connection connection, Subscription subscription, Outbox.Due due, Sent sent)
            throws SQLException {
        switch (sent) {
            case Sent.Answered answer
            when answer.isTaken() -> {
                deliveries.delivered(connection, due.id(), answer.status());
                parts.meters().tried(WebhookMeters.Result.DELIVERED);
            }
            case Sent.Answered answer
            when answer.isGone() -> {
                // The subscription's row first, as whoever deletes it does.
                disable(connection, subscription.id());
                deliveries.missed(connection, due.id(), answer.status(), "It said that it is gone.", null);
                parts.meters().tried(WebhookMeters.Result.FAILED);
            }
            case Sent.Answered answer -> {
                Optional<Instant> next = Backoff.next(
                        due.attempts() + 1, due.since(), Transactions.now(connection), answer.retryAfter(), random);
                missed(connection, due, answer.status(), "It answered with " + answer.status() + ".", next);
            }
            case Sent.Unreached unreached -> {
                Optional<Instant> next =
                        Backoff.next(due.attempts() + 1, due.since(), Transactions.now(connection), null, random);
                missed(connection, due, null, unreached.fault(), next);
            }
        }
    }

    private void missed(
            Connection connection, Outbox.Due due, @Nullable Integer status, String fault, Optional<Instant> next)
            throws SQLException {
        deliveries.missed(connection, due.id(), status, fault, next.orElse(null));
        parts.meters().tried(next.isPresent() ? WebhookMeters.Result.RETRIED : WebhookMeters.Result.FAILED);
    }

    private void disable(Connection connection, UUID id) throws SQLException {
        Subscription before = subscriptions.locked(connection, id);
        String reason = "The receiver said that it is gone (410).";
        Subscription after = before.in(Subscription.State.DISABLED, reason);
        subscriptions.update(connection, after);
        deliveries.giveUp(connection, id, reason);
        var _ = audit.append(new AuditEvent(
                AuditEvent.SERVICE,
                AuditAction.WEBHOOK_DISABLED,
                before.subject(),
                null,
                Map.of("state", before.standing().state().name()),
                Map.of("state", after.standing().state().name(), "reason", reason)));
    }
}

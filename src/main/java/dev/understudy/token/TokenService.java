package dev.understudy.token;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import dev.understudy.identity.TokenRight;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.token.TokenOrders.Order;
import dev.understudy.token.TokenOrders.Rotation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes, rotates and revokes tokens. Blocking; thread-safe. */
@Singleton
class TokenService {
    /** All of them are in the memory of each node. */
    static final int MOST = 10_000;

    private static final Logger LOG = Logger.getLogger(TokenService.class);

    private final Transactions database;
    private final TokenStore store;
    private final TokenBook book;
    private final AuditLog audit;

    TokenService(Transactions database, TokenStore store, TokenBook book, AuditLog audit) {
        this.database = database;
        this.store = store;
        this.book = book;
        this.audit = audit;
    }

    /** A token with its text, which is told this once. */
    record Shown(Token token, TokenText text) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Shown[" + token.id() + "]";
        }
    }

    /** @throws ProblemException when it can't be made, {@code TOKEN_EXISTS} when one of that name is in use */
    Shown make(String caller, Order order) {
        Token.Holder holder = TokenOrders.holder(order, caller);
        Token.Grant grant = TokenOrders.grant(order);
        Duration life = TokenOrders.life(order.expiresIn());
        TokenText text = TokenText.fresh();
        Token made = database.call(connection -> {
            Instant now = Transactions.now(connection);
            Token wish = new Token(
                    0,
                    text.id(),
                    holder,
                    grant,
                    new Token.Secrets(hash(text), null, null),
                    new Token.Life(new Token.Made(caller, now), now.plus(life), null, null));
            // The audit log's lock has others wait, so that what is looked up stays so.
            record(caller, AuditAction.TOKEN_CREATED, wish, Map.of(), told(wish));
            if (store.isNameInUse(connection, holder.name())) {
                throw new ProblemException(
                        ProblemType.TOKEN_EXISTS,
                        "There is a token '" + holder.name()
                                + "' already; rotate it, revoke it, or take another name.");
            }
            if (store.inUse(connection) >= MOST) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "There are " + MOST + " tokens, which is the most; revoke those that are not used.");
            }
            store.insert(connection, wish);
            return store.named(connection, wish.id());
        });
        spread();
        return new Shown(made, text);
    }

    /** Newest first, with one more than {@code most} when there are more. */
    List<Token> page(long before, int most) {
        return database.call(connection -> store.page(connection, before, most + 1));
    }

    /**
     * Gives a token another secret; that of now goes on for a while.
     *
     * @throws ProblemException {@code UNKNOWN_TOKEN}, also when it was revoked
     */
    Shown rotate(String caller, String id, Rotation wish) {
        Duration grace = TokenOrders.grace(wish.grace());
        Duration life = TokenOrders.life(wish.expiresIn());
        TokenText text = TokenText.fresh(id);
        Token after = database.call(connection -> {
            Token before = store.locked(connection, id);
            Instant now = Transactions.now(connection);
            if (before.life().revoked() != null) {
                throw new ProblemException(
                        ProblemType.UNKNOWN_TOKEN,
                        "The token '" + before.holder().name() + "' was revoked; make another.");
            }
            // What has expired does not come back with its old secret.
            boolean goesOn = before.state(now) == Token.State.ACTIVE && !grace.isZero();
            Token.Secrets secrets = goesOn
                    ? new Token.Secrets(hash(text), before.secrets().current(), soonest(now.plus(grace), before))
                    : new Token.Secrets(hash(text), null, null);
            Token rotated = before.with(secrets, now.plus(life));
            store.update(connection, rotated);
            record(caller, AuditAction.TOKEN_ROTATED, rotated, told(before), told(rotated));
            return rotated;
        });
        spread();
        return new Shown(after, text);
    }

    private static Instant soonest(Instant grace, Token before) {
        Instant end = before.life().expiresAt();
        return end.isBefore(grace) ? end : grace;
    }

    /** Takes a token back; nothing when it was taken back before. */
    void revoke(String caller, String id) {
        Optional<Token> revoked = database.call(connection -> {
            Token before = store.locked(connection, id);
            if (before.life().revoked() != null) {
                return Optional.empty();
            }
            Token after = before.revoked(caller, Transactions.now(connection));
            store.update(connection, after);
            record(caller, AuditAction.TOKEN_REVOKED, after, told(before), Map.of());
            return Optional.of(after);
        });
        if (revoked.isPresent()) {
            book.forget(id);
            spread();
        }
    }

    /** Has this node know at once; others find out by themselves. */
    private void spread() {
        try {
            book.read();
        } catch (RuntimeException e) {
            LOG.warn("The tokens can't be read right after a change; the next look tries again", e);
        }
    }

    private void record(String actor, AuditAction action, Token of, Map<String, ?> before, Map<String, ?> after) {
        var _ = audit.append(new AuditEvent(actor, action, of.subject(), null, before, after));
    }

    private static String hash(TokenText text) {
        return HexFormat.of().formatHex(text.hash());
    }

    /** Without secrets, and without what they are compared with. */
    private static Map<String, Object> told(Token of) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", of.holder().name());
        told.put("owner", of.holder().owner());
        told.put("rights", of.grant().rights().stream().map(TokenRight::text).toList());
        told.put("rulesets", of.grant().rulesets());
        told.put("expiresAt", of.life().expiresAt());
        Instant former = of.secrets().formerUntil();
        if (former != null) {
            told.put("formerSecretUntil", former);
        }
        return told;
    }
}

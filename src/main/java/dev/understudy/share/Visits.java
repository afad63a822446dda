package dev.understudy.share;

import dev.understudy.database.Transactions;
import dev.understudy.identity.SigningKey;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People, or programs, that open links. Blocking; thread-safe. */
@Singleton
class Visits {
    private static final String OPENINGS = "share-links/opening/1";
    /** To read whose draft it is. */
    private static final Duration TO_DECIDE = Duration.ofMinutes(30);

    private final LinkTokens tokens;
    private final LinkBook book;
    private final LinkCounter counter;
    private final ShareStore store;
    private final UseLog log;
    private final Transactions database;
    private final Tickets openings;
    private final InstantSource clock = InstantSource.system();

    Visits(LinkTokens tokens, LinkBook book, LinkCounter counter, ShareStore store, UseLog log, Base base) {
        this.tokens = tokens;
        this.book = book;
        this.counter = counter;
        this.store = store;
        this.log = log;
        this.database = base.database();
        this.openings = new Tickets(base.signingKey(), OPENINGS);
    }

    /** What it stands on. */
    @Singleton
    record Base(Transactions database, SigningKey signingKey) {}

    /**
     * A link that was opened.
     *
     * @param link the link
     * @param ticket says so
     * @param secret what the first browser is given; null for others
     */
    record Opened(ShareLink link, String ticket, @Nullable String secret) {}

    /** What a browser has of a link that it opened before. */
    @FunctionalInterface
    interface Secrets {
        /** Null when it has none. */
        @Nullable
        String of(UUID link);
    }

    /**
     * Opens a link, which is one use of it.
     *
     * @throws ProblemException when it does not count, is used up, or is bound to somebody else
     */
    Opened open(String token, Visitor visitor, Secrets secrets) {
        ShareLink link = book.standing(tokens.read(token)).counting();
        Binding.checkPerson(link, visitor);
        String presented = secrets.of(link.id());
        if (link.boundHash() != null) {
            // Who is somebody else is not to use it up.
            Binding.checkBrowser(link, link.boundHash(), presented);
        }
        counter.requireLeft(link);
        log.requireRoom();
        LinkUse use = new LinkUse(link.id(), clock.instant(), LinkUse.Action.PAGE, visitor, null, true);
        String secret = taken(link, use, presented);
        String ticket = openings.write(link.id(), clock.instant().plus(TO_DECIDE));
        return new Opened(link, ticket, secret);
    }

    /**
     * The link whose opening a ticket tells of, to set the cookie by.
     *
     * @throws ProblemException when it does not count any more
     */
    ShareLink enter(String ticket, Visitor visitor) {
        Instant now = clock.instant();
        UUID id = openings.read(ticket, now);
        if (id == null) {
            throw new ProblemException(
                    ProblemType.INVALID_SHARE_LINK,
                    "It was too long ago that the share link was opened. Open the link again.");
        }
        ShareLink link = book.standing(id).counting();
        if (link.shown().ruleset() == null) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This share link shows decisions, and chooses no branch.");
        }
        log.requireRoom();
        log.add(new LinkUse(id, now, LinkUse.Action.COOKIE, visitor, null, false));
        return link;
    }

    /** Counts and records it as one. Gives the secret of the first browser, null for others. */
    private @Nullable String taken(ShareLink link, LinkUse use, @Nullable String presented) {
        try {
            Optional<String> secret = database.call(connection -> {
                Optional<String> fresh = bound(connection, link, presented);
                counter.take(connection, link);
                store.record(connection, use);
                return fresh;
            });
            secret.ifPresent(_ -> book.forget(link.id()));
            return secret.orElse(null);
        } catch (ProblemException problem) {
            boolean needsDatabase = link.count().most() != null || isUnbound(link);
            if (problem.type() != ProblemType.NOT_READY || needsDatabase) {
                throw problem;
            }
            log.add(use);
            return null;
        }
    }

    private static boolean isUnbound(ShareLink link) {
        return link.bind().kind() == Bind.Kind.FIRST_USER && link.boundHash() == null;
    }

    /** The secret of the browser that it was bound to just now. */
    private Optional<String> bound(Connection connection, ShareLink link, @Nullable String presented)
            throws SQLException {
        if (!isUnbound(link)) {
            return Optional.empty();
        }
        String fresh = Binding.secret();
        store.bind(connection, link.id(), Binding.hash(fresh));
        byte[] now = store.boundHash(connection, link.id());
        if (now != null && MessageDigest.isEqual(now, Binding.hash(fresh))) {
            return Optional.of(fresh);
        }
        // Another browser was faster, or this one on another node.
        Binding.checkBrowser(link, now, presented);
        return Optional.empty();
    }
}

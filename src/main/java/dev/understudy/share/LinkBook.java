package dev.understudy.share;

import dev.understudy.audit.AuditEvent;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.content.Remembered;
import dev.understudy.database.Transactions;
import dev.understudy.identity.AccountService;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which links count. What was looked up is taken for five seconds; while the database is away, for a minute. Only links
 * whose token we signed are asked for, so that nobody fills this. Blocking; thread-safe.
 */
@Singleton
class LinkBook {
    private static final Logger LOG = Logger.getLogger(LinkBook.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Nobody waits for a database that was away a moment ago. */
    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST = 4_096;

    private final Function<UUID, Standing> lookup;
    private final RulesetCatalog catalog;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Page> pages = new Remembered<>(MOST);
    private volatile boolean away;
    private volatile long awaySince;

    /** What is known of one link. */
    private static final class Page {
        final ReentrantLock reading = new ReentrantLock();
        volatile @Nullable Standing standing;
    }

    /**
     * How a link stands.
     *
     * @param link the link; null when there is none
     * @param ending why it does not count; null when it does
     * @param lookedUpAt when that was, of the nano clock
     * @param endsAt when its time is up, of the nano clock
     */
    record Standing(@Nullable ShareLink link, @Nullable Ending ending, long lookedUpAt, long endsAt) {
        /** @throws ProblemException when it does not count */
        ShareLink counting() {
            if (link == null) {
                throw new ProblemException(ProblemType.INVALID_SHARE_LINK, "This share link is not known here.");
            }
            if (ending != null) {
                throw ending.problem();
            }
            return link;
        }
    }

    @Inject
    LinkBook(
            Transactions database,
            ShareStore store,
            AccountService accounts,
            Revocations revocations,
            RulesetCatalog catalog) {
        this(new Lookup(database, store, accounts, revocations), catalog, System::nanoTime);
    }

    LinkBook(Function<UUID, Standing> lookup, RulesetCatalog catalog, LongSupplier nanos) {
        this.lookup = lookup;
        this.catalog = catalog;
        this.nanos = nanos;
    }

    /**
     * How a link stands now.
     *
     * @throws ProblemException {@code NOT_READY} when nobody can tell
     */
    Standing standing(UUID id) {
        Page page = page(id);
        Standing known = page.standing;
        if (known == null || nanos.getAsLong() - known.lookedUpAt() >= FRESH_NANOS) {
            page.reading.lock();
            try {
                known = renewed(id, page);
            } finally {
                page.reading.unlock();
            }
        }
        return judged(known);
    }

    /** Has it looked up at its next use. */
    void forget(UUID id) {
        lock.lock();
        try {
            pages.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** Has all of them looked up at their next use. */
    void forgetAll() {
        lock.lock();
        try {
            pages.clear();
        } finally {
            lock.unlock();
        }
    }

    private Page page(UUID id) {
        lock.lock();
        try {
            return pages.computeIfAbsent(id, _ -> new Page());
        } finally {
            lock.unlock();
        }
    }

    private Standing renewed(UUID id, Page page) {
        Standing known = page.standing;
        long now = nanos.getAsLong();
        if (known != null && now - known.lookedUpAt() < FRESH_NANOS) {
            return known;
        }
        if (away && now - awaySince < AWAY_NANOS) {
            return stale(known, now);
        }
        try {
            Standing found = lookup.apply(id);
            page.standing = found;
            if (away) {
                away = false;
                LOG.info("Share links can be looked up again.");
            }
            return found;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warnf(
                        "Share links can't be looked up (%s). Those used in the last minute go on; others get a 503.",
                        e.getClass().getSimpleName());
            }
            awaySince = nanos.getAsLong();
            away = true;
            return stale(known, now);
        }
    }

    private static Standing stale(@Nullable Standing known, long now) {
        if (known != null && now - known.lookedUpAt() < STALE_NANOS) {
            return known;
        }
        throw new ProblemException(
                ProblemType.NOT_READY, "Share links can't be looked up at the moment. Try again in a few seconds.");
    }

    /** What can be told without looking up. */
    private Standing judged(Standing found) {
        ShareLink link = found.link();
        if (link == null || found.ending() != null) {
            return found;
        }
        if (nanos.getAsLong() - found.endsAt() >= 0) {
            return new Standing(link, Ending.EXPIRED, found.lookedUpAt(), found.endsAt());
        }
        Snapshot snapshot = catalog.snapshot();
        if (snapshot.main() == null) {
            throw new ProblemException(ProblemType.NOT_READY, "The rules repository is still being read.");
        }
        return snapshot.find(link.shown().branch()).isPresent()
                ? found
                : new Standing(link, Ending.BRANCH_GONE, found.lookedUpAt(), found.endsAt());
    }

    /** Asks the database. */
    private record Lookup(Transactions database, ShareStore store, AccountService accounts, Revocations revocations)
            implements Function<UUID, Standing> {
        @Override
        public Standing apply(UUID id) {
            long now = System.nanoTime();
            Optional<ShareStore.Found> found = database.call(connection -> store.standing(connection, id));
            if (found.isEmpty()) {
                return new Standing(null, null, now, now);
            }
            ShareLink link = found.get().link();
            long endsAt = now + (long) (found.get().secondsLeft() * 1e9);
            Ending ending = ending(found.get());
            if (ending != null && link.revoked() == null && ending != Ending.EXPIRED) {
                revocations.end(link, AuditEvent.SERVICE, ending);
            }
            return new Standing(link, ending, now, endsAt);
        }

        private @Nullable Ending ending(ShareStore.Found found) {
            ShareLink.Revoked revoked = found.link().revoked();
            if (revoked != null) {
                return revoked.why();
            }
            if (found.secondsLeft() <= 0) {
                return Ending.EXPIRED;
            }
            if (found.merged()) {
                return Ending.MERGED;
            }
            boolean showsDecisions = found.link().shown().ruleset() == null;
            return accounts.current(found.link().made().by())
                            .filter(maker -> maker.may(Right.SELECT_BRANCH))
                            .filter(maker -> !showsDecisions || maker.may(Right.READ_DECISIONS))
                            .isPresent()
                    ? null
                    : Ending.MAKER_LOST_RIGHT;
        }
    }
}

package dev.understudy.share;

import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes one of a link's uses. Blocking; thread-safe. */
@Singleton
class LinkCounter {
    private final Transactions database;
    private final ShareStore store;
    private final LinkBook book;

    LinkCounter(Transactions database, ShareStore store, LinkBook book) {
        this.database = database;
        this.store = store;
        this.book = book;
    }

    /** @throws ProblemException {@code SHARE_LINK_ENDED} when none is left */
    void take(ShareLink link) {
        requireLeft(link);
        if (!database.<Boolean>call(connection -> store.count(connection, link.id()))) {
            throw none(link);
        }
    }

    /** The same in a transaction that is under way. */
    void take(Connection connection, ShareLink link) throws SQLException {
        if (!store.count(connection, link.id())) {
            throw none(link);
        }
    }

    /** Spares the database those who come too late, as far as is known. */
    void requireLeft(ShareLink link) {
        if (link.count().isUp()) {
            throw usedUp();
        }
    }

    private ProblemException none(ShareLink link) {
        book.forget(link.id());
        return usedUp();
    }

    private static ProblemException usedUp() {
        return new ProblemException(
                ProblemType.SHARE_LINK_ENDED,
                "This share link was used as often as it may be, or was revoked a moment ago. Ask for a new one.");
    }
}

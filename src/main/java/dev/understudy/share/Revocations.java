package dev.understudy.share;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ends links before their time, and records that. Blocking; thread-safe. */
@Singleton
class Revocations {
    private final Transactions database;
    private final ShareStore store;
    private final AuditLog audit;

    Revocations(Transactions database, ShareStore store, AuditLog audit) {
        this.database = database;
        this.store = store;
        this.audit = audit;
    }

    /**
     * Ends one; nothing when it has ended already.
     *
     * @param by an account, or {@link AuditEvent#SERVICE}
     */
    void end(ShareLink link, String by, Ending why) {
        database.call(connection -> {
            boolean ended = store.end(connection, link.id(), by, why);
            if (ended) {
                audit.append(new AuditEvent(
                        by,
                        AuditAction.SHARE_REVOKED,
                        link.subject(),
                        link.shown().ruleset(),
                        Map.of(
                                "branch",
                                link.shown().text(),
                                "madeBy",
                                link.made().by()),
                        Map.of("why", why.name())));
            }
            return ended;
        });
    }
}

package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import jakarta.inject.Singleton;
import java.util.Map;

/** Records what happens to change requests, in the transaction of what happens. */
@Singleton
class ChangeAudit {
    private final AuditLog log;

    ChangeAudit(AuditLog log) {
        this.log = log;
    }

    /** Called when the row is locked already: the log's own lock is the last that a transaction takes. */
    void record(String actor, AuditAction action, ChangeRequest request, Map<String, ?> before, Map<String, ?> after) {
        var _ = log.append(new AuditEvent(actor, action, request.subject(), request.onlyRuleset(), before, after));
    }
}

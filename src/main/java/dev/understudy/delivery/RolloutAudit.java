package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records what happens to rollouts, with its numbers, in the transaction of what happens. */
@Singleton
class RolloutAudit {
    private final AuditLog log;

    RolloutAudit(AuditLog log) {
        this.log = log;
    }

    void record(String actor, AuditAction action, RolloutRow before, RolloutRow after, Map<String, ?> numbers) {
        Map<String, Object> now = new LinkedHashMap<>(state(after));
        if (!numbers.isEmpty()) {
            now.put("numbers", numbers);
        }
        String reason = after.course().reason();
        if (reason != null) {
            now.put("reason", reason);
        }
        var _ = log.append(new AuditEvent(actor, action, after.subject(), after.ruleset(), state(before), now));
    }

    private static Map<String, Object> state(RolloutRow row) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", row.state().name());
        if (row.course().isShadow()) {
            state.put("shadow", true);
        } else {
            state.put("stage", row.course().stage());
        }
        state.put("baseline", row.sides().baseline().value());
        state.put("candidate", row.sides().candidate().value());
        return state;
    }
}

package dev.understudy.webhook;

import dev.understudy.audit.AuditAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What others can be told of, and the records of the audit log that it is told for. */
final class EventTypes {
    static final String PREFIX = "dev.understudy.";
    /** Sent on request, to try the way. */
    static final String PING = PREFIX + "ping";

    private static final Map<String, String> BY_ACTION = new LinkedHashMap<>();

    static {
        add(AuditAction.CHANGE_OPENED, "change-request.opened");
        add(AuditAction.CHANGE_EDITED, "change-request.edited");
        add(AuditAction.CHANGE_MOVED, "change-request.moved");
        add(AuditAction.CHANGE_CLOSED, "change-request.closed");
        add(AuditAction.CHANGE_REOPENED, "change-request.reopened");
        add(AuditAction.REVIEW_APPROVED, "change-request.approved");
        add(AuditAction.REVIEW_CHANGES_REQUESTED, "change-request.changes-requested");
        add(AuditAction.REVIEW_COMMENTED, "change-request.commented");
        add(AuditAction.APPROVAL_LAPSED, "change-request.approval-lapsed");
        add(AuditAction.RULES_OVERRIDDEN, "change-request.overridden");
        add(AuditAction.MERGE_STARTED, "change-request.merge-started");
        add(AuditAction.MERGE_REFUSED, "change-request.merge-refused");
        add(AuditAction.CHANGE_MERGED, "change-request.merged");
        add(AuditAction.CHANGE_ROLLED_BACK, "change-request.rolled-back");
        add(AuditAction.CHANGE_PUSHED, "change-request.pushed");
        add(AuditAction.CHANGE_DROPPED, "change-request.dropped");
        add(AuditAction.ROLLOUT_QUEUED, "rollout.queued");
        add(AuditAction.ROLLOUT_SHADOWED, "rollout.shadowed");
        add(AuditAction.ROLLOUT_STARTED, "rollout.started");
        add(AuditAction.ROLLOUT_ADVANCED, "rollout.stage-entered");
        add(AuditAction.ROLLOUT_PAUSED, "rollout.paused");
        add(AuditAction.ROLLOUT_HELD, "rollout.held");
        add(AuditAction.ROLLOUT_RESUMED, "rollout.resumed");
        add(AuditAction.ROLLOUT_PROMOTING, "rollout.promoting");
        add(AuditAction.ROLLOUT_PROMOTED, "rollout.promoted");
        add(AuditAction.ROLLOUT_ROLLED_BACK, "rollout.rolled-back");
        add(AuditAction.FREEZE_OVERRIDE_REQUESTED, "rollout.freeze-override-requested");
        add(AuditAction.FREEZE_OVERRIDDEN, "rollout.freeze-overridden");
        add(AuditAction.SHADOW_STARTED, "shadow.started");
        add(AuditAction.SHADOW_ENDED, "shadow.ended");
        add(AuditAction.RULES_REVERTED, "ruleset.reverted");
        add(AuditAction.REVERT_WRITTEN, "ruleset.revert-written");
        add(AuditAction.REVERT_SUPERSEDED, "ruleset.revert-superseded");
        add(AuditAction.MAIN_PUSHED, "main.pushed");
    }

    private EventTypes() {}

    private static void add(AuditAction action, String type) {
        BY_ACTION.put(action.text(), PREFIX + type);
    }

    /** The type for an action of the audit log; empty when nobody outside is told of it. */
    static Optional<String> of(String action) {
        return Optional.ofNullable(BY_ACTION.get(action));
    }

    /** All of them. */
    static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(BY_ACTION.values());
        all.add(PING);
        return all;
    }
}

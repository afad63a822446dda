package dev.understudy.audit;

import java.util.Arrays;
import java.util.Optional;

/** What can be done, as the audit log names it. */
public enum AuditAction {
    /** {@code main} was pushed past review, by somebody who may. */
    MAIN_PUSHED("main.pushed"),
    /** A change request was opened. */
    CHANGE_OPENED("change.opened"),
    /** Its title, text or declared blast radius was changed. */
    CHANGE_EDITED("change.edited"),
    /** Its branch has another head. */
    CHANGE_MOVED("change.moved"),
    /** It was closed without being merged. */
    CHANGE_CLOSED("change.closed"),
    /** It was taken up again. */
    CHANGE_REOPENED("change.reopened"),
    /** Somebody approved it. */
    REVIEW_APPROVED("review.approved"),
    /** Somebody wants it changed. */
    REVIEW_CHANGES_REQUESTED("review.changes-requested"),
    /** Somebody said something about it. */
    REVIEW_COMMENTED("review.commented"),
    /** An approval does not hold any more. */
    APPROVAL_LAPSED("approval.lapsed"),
    /** Two people and a reason took the place of a rule of review. */
    RULES_OVERRIDDEN("review.overridden"),
    /** Its candidate was made, and the rollout of it may begin. */
    MERGE_STARTED("merge.started"),
    /** A merge came to nothing. */
    MERGE_REFUSED("merge.refused"),
    /** {@code main} moved to its candidate. */
    CHANGE_MERGED("change.merged"),
    /** The remote has taken it, too. */
    CHANGE_PUSHED("change.pushed"),
    /** The remote's main had other rules meanwhile, so main left it again. */
    CHANGE_DROPPED("change.dropped");

    private final String text;

    AuditAction(String text) {
        this.text = text;
    }

    /** As it is recorded: {@code change.opened}. */
    public String text() {
        return text;
    }

    /** The action of that text. */
    static Optional<AuditAction> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
}

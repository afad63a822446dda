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
    /** Its candidate did harm, or was taken back by hand. */
    CHANGE_ROLLED_BACK("change.rolled-back"),
    /** A branch decides beside main, and nobody is told. */
    SHADOW_STARTED("shadow.started"),
    /** It does not any more. */
    SHADOW_ENDED("shadow.ended"),
    /** A candidate waits to take over by stages. */
    ROLLOUT_QUEUED("rollout.queued"),
    /** It decides beside the baseline, and nobody is told. */
    ROLLOUT_SHADOWED("rollout.shadowed"),
    /** It decides for the first. */
    ROLLOUT_STARTED("rollout.started"),
    /** It decides for more. */
    ROLLOUT_ADVANCED("rollout.advanced"),
    /** Somebody stopped it from going on. */
    ROLLOUT_PAUSED("rollout.paused"),
    /** A guardrail stopped it from going on. */
    ROLLOUT_HELD("rollout.held"),
    /** It goes on. */
    ROLLOUT_RESUMED("rollout.resumed"),
    /** {@code main} is about to move to its candidate. */
    ROLLOUT_PROMOTING("rollout.promoting"),
    /** {@code main} is its candidate. */
    ROLLOUT_PROMOTED("rollout.promoted"),
    /** Its candidate decides for nobody any more. */
    ROLLOUT_ROLLED_BACK("rollout.rolled-back"),
    /** Somebody wants it to go on in a freeze, and a second person has to. */
    FREEZE_OVERRIDE_REQUESTED("rollout.freeze-override-requested"),
    /** Two people had it go on in a freeze. */
    FREEZE_OVERRIDDEN("rollout.freeze-overridden"),
    /** Somebody saw the key that draws who is in. */
    ROLLOUT_KEY_SEEN("rollout.key-seen"),
    /** The former rules decide again. */
    RULES_REVERTED("rules.reverted"),
    /** Git says so, too. */
    REVERT_WRITTEN("revert.written"),
    /** {@code main} was moved on before git could say so. */
    REVERT_SUPERSEDED("revert.superseded"),
    /** The remote has taken it, too. */
    CHANGE_PUSHED("change.pushed"),
    /** The remote's main had other rules meanwhile, so main left it again. */
    CHANGE_DROPPED("change.dropped"),
    /** Somebody outside is told of what happens, from then on. */
    WEBHOOK_CREATED("webhook.created"),
    /** What it is told of, where, or whether. */
    WEBHOOK_CHANGED("webhook.changed"),
    /** It is told nothing more, as it wanted. */
    WEBHOOK_DISABLED("webhook.disabled"),
    /** It is forgotten. */
    WEBHOOK_DELETED("webhook.deleted"),
    /** A draft can be seen by others, from then on. */
    SHARE_CREATED("share.created"),
    /** It can't any more, before its time. */
    SHARE_REVOKED("share.revoked"),
    /** A program can prove with it who it is, from then on. */
    TOKEN_CREATED("token.created"),
    /** It has another secret. */
    TOKEN_ROTATED("token.rotated"),
    /** It can't be used any more. */
    TOKEN_REVOKED("token.revoked");

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

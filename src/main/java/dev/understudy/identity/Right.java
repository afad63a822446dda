package dev.understudy.identity;

import static dev.understudy.identity.Role.ADMIN;
import static dev.understudy.identity.Role.ANALYST;
import static dev.understudy.identity.Role.APP;
import static dev.understudy.identity.Role.AUDITOR;
import static dev.understudy.identity.Role.OPERATOR;
import static dev.understudy.identity.Role.REVIEWER;

import java.util.EnumSet;
import java.util.Set;

/** One thing that can be allowed, and the roles that have it. */
public enum Right {
    /** Decide on rules that are live. */
    DECIDE(APP, ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    /** Choose the branch that decides, for one request or for a session. */
    SELECT_BRANCH(ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    /** Read rulesets, branches and the rules repository. */
    READ(ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    /** Read the decision log; values that are sealed stay masked. */
    READ_DECISIONS(ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    /** See values that rulesets call sensitive. Each look is recorded. */
    SEE_SENSITIVE(AUDITOR, ADMIN),
    /** Read the audit log. */
    READ_AUDIT(REVIEWER, OPERATOR, AUDITOR, ADMIN),
    /** Push branches other than main. */
    AUTHOR(ANALYST, ADMIN),
    /** Approve what others change, or ask them to change it again. */
    REVIEW(REVIEWER, ADMIN),
    /** Merge what is approved. */
    MERGE(ANALYST, REVIEWER, OPERATOR, ADMIN),
    /** Steer rollouts, and revert. */
    STEER_ROLLOUTS(OPERATOR, ADMIN),
    /** See all share links, and what they were used for; those of one's own everybody sees who may read. */
    SEE_SHARE_LINKS(AUDITOR, ADMIN),
    /** Revoke share links of others. */
    REVOKE_SHARE_LINKS(ADMIN),
    /** Say who outside is told of what happens. */
    MANAGE_WEBHOOKS(ADMIN),
    /** Push main itself. */
    PUSH_MAIN(ADMIN);

    private final Set<Role> roles;

    Right(Role first, Role... more) {
        this.roles = EnumSet.of(first, more);
    }

    /** Whether one of {@code held} gives this right. */
    public boolean givenBy(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }
}

package dev.understudy.identity;

/** What somebody may do; an account has one or more. */
public enum Role {
    /** May decide, and nothing else. */
    APP,
    /** May read, author branches and select them. */
    ANALYST,
    /** May read, and approve what its groups own. */
    REVIEWER,
    /** May read, and steer rollouts and reverts. */
    OPERATOR,
    /** May read all, unmasked facts included. */
    AUDITOR,
    /** May do all but approve its own change. */
    ADMIN
}

package dev.understudy.routing;

/** What chose the branch of a request; the order is the order of precedence. */
public enum SelectedBy {
    /** The first hop of the same journey. */
    CONTEXT,
    /** A preview token in this request. */
    SHARE_LINK,
    /** The header {@code Rules-Branch}. */
    HEADER,
    /** The session flag. */
    SESSION,
    /** Left behind by a share link. */
    PREVIEW_COOKIE,
    /** A condition of a running rollout. */
    COHORT,
    /** The percentage of a running rollout. */
    ROLLOUT,
    /** Nothing: {@code main} decides. */
    DEFAULT
}

package dev.understudy.routing;

/** Names of the headers and cookies that carry the choice of a branch. */
public final class RulesHeaders {
    /** In a request, the branch to decide on; in an answer, the one that did. */
    public static final String BRANCH = "Rules-Branch";

    /** The commit whose rules decided. */
    public static final String COMMIT = "Rules-Commit";

    /** What chose the branch. */
    public static final String SELECTED_BY = "Rules-Selected-By";

    /** Seconds since this node last confirmed the repository. */
    public static final String AGE = "Rules-Age";

    /** In an answer, the journey's context: what the caller hands on to others, as {@code rules.ctx} in its baggage. */
    public static final String CONTEXT = "Rules-Context";

    /** In a request, the token of a share link. */
    public static final String PREVIEW = "Rules-Preview";

    /**
     * Something that the caller should know: {@code branch-gone}, {@code preview-ended} or {@code preview-unverified}.
     */
    public static final String WARNING = "Rules-Warning";

    /** The cookie that holds the session flag. */
    public static final String SESSION_COOKIE = "rules-session";

    /** The cookie that a share link leaves behind. */
    public static final String PREVIEW_COOKIE = "rules-preview";

    private RulesHeaders() {}
}

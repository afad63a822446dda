package dev.understudy.routing;

import org.jspecify.annotations.Nullable;

/** Why an ambient choice does not count, so that {@code main} decides. */
public enum Dropped {
    /** The branch of the session flag is gone. */
    SESSION_BRANCH_GONE("branch-gone", SessionCookie.cleared()),
    /** The branch of the share link is gone. */
    PREVIEW_BRANCH_GONE("branch-gone", PreviewCookie.cleared()),
    /** The share link has ended, or was revoked. */
    PREVIEW_ENDED("preview-ended", PreviewCookie.cleared()),
    /** Whether the share link still counts can't be found out now. */
    PREVIEW_UNVERIFIED("preview-unverified", null);

    private final String warning;
    private final @Nullable String setCookie;

    Dropped(String warning, @Nullable String setCookie) {
        this.warning = warning;
        this.setCookie = setCookie;
    }

    /** The header {@code Rules-Warning}. */
    String warning() {
        return warning;
    }

    /** The header {@code Set-Cookie} that clears the choice; null when it stays. */
    @Nullable
    String setCookie() {
        return setCookie;
    }
}

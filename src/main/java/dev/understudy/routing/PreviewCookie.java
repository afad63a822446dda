package dev.understudy.routing;

import java.time.Duration;

/** The {@code Set-Cookie} values of the cookie that a share link leaves behind. */
public final class PreviewCookie {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private PreviewCookie() {}

    /** Sets it for so long. */
    public static String set(String value, Duration lifetime, boolean secure) {
        return RulesHeaders.PREVIEW_COOKIE + "=" + value + "; Max-Age=" + Math.max(0, lifetime.toSeconds()) + ATTRIBUTES
                + (secure ? "; Secure" : "");
    }

    /** Takes it away. */
    public static String cleared() {
        return RulesHeaders.PREVIEW_COOKIE + "=; Max-Age=0" + ATTRIBUTES;
    }
}

package dev.understudy.routing;

import java.time.Duration;

/** The {@code Set-Cookie} values of the session flag. */
final class SessionCookie {
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private SessionCookie() {}

    static String set(String value, boolean secure) {
        return RulesHeaders.SESSION_COOKIE + "=" + value + "; Max-Age=" + LIFETIME.toSeconds() + ATTRIBUTES
                + (secure ? "; Secure" : "");
    }

    static String cleared() {
        return RulesHeaders.SESSION_COOKIE + "=; Max-Age=0" + ATTRIBUTES;
    }
}

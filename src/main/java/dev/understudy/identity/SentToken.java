package dev.understudy.identity;

import org.jspecify.annotations.Nullable;

/** Finds tokens in headers. */
final class SentToken {
    private static final String BEARER = "Bearer ";

    /** With a shorter header nobody can send a token as the password; most headers of accounts are shorter. */
    private static final int SHORTEST_BASIC = 90;

    private SentToken() {}

    /** The token in an {@code Authorization} header; null when there is none. It may be any text that begins like one. */
    static @Nullable String of(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String sent = header.substring(BEARER.length()).strip();
            return sent.startsWith(Tokens.PREFIX) ? sent : null;
        }
        if (header.length() < SHORTEST_BASIC || !BasicCredentials.isBasic(header)) {
            return null;
        }
        return BasicCredentials.parse(header)
                .map(BasicCredentials::password)
                .filter(password -> password.startsWith(Tokens.PREFIX))
                .orElse(null);
    }
}

package dev.understudy.share;

import dev.understudy.identity.Caller;
import dev.understudy.routing.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a link.
 *
 * @param address where from, without a port
 * @param userAgent the browser, as it says, or a part of it
 * @param account who is signed in; null when nobody is
 */
record Visitor(String address, String userAgent, @Nullable String account) {
    private static final int MOST_USER_AGENT = 200;

    static Visitor of(RequestView request, @Nullable Caller caller) {
        String agent = request.header("User-Agent");
        String account = caller == null || caller.name().startsWith(ShareLink.CALLER) ? null : caller.name();
        return new Visitor(request.address(), shortened(agent == null ? "" : agent), account);
    }

    private static String shortened(String agent) {
        StringBuilder kept = new StringBuilder();
        agent.codePoints()
                .filter(letter -> !Character.isISOControl(letter))
                .limit(MOST_USER_AGENT)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}

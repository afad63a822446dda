package dev.understudy.share;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One use of a link.
 *
 * @param link which
 * @param at when
 * @param action what was done
 * @param visitor by whom
 * @param decision what was decided; null when nothing was
 * @param counts whether the link's count is still to be raised by it
 */
record LinkUse(
        UUID link,
        Instant at,
        Action action,
        Visitor visitor,
        @Nullable UUID decision,
        boolean counts) {
    /** What is done by a link. */
    enum Action {
        /** It was opened: whose draft it is was told, or the decisions were shown. */
        PAGE,
        /** The cookie was set. */
        COOKIE,
        /** Something was to be decided, by the header or the cookie. */
        DECISION,
        /** Another request had its branch chosen, by the header or the cookie. */
        READ
    }
}

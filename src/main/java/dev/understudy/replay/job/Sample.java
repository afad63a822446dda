package dev.understudy.replay.job;

import java.util.Locale;

/**
 * A part of the decisions that a filter finds.
 *
 * @param method which of them
 * @param size how many at most
 */
record Sample(Method method, int size) {
    /** How a sample is drawn. Each gives the same for the same decisions. */
    enum Method {
        /** The newest ones. */
        NEWEST,
        /** Half of it to have each outcome's types, values and rules, the rarest first; the rest evenly. */
        SPREAD;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

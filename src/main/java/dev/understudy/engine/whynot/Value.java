package dev.understudy.engine.whynot;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading an expression.
 *
 * @param known whether it could be read
 * @param object the value, in its box
 * @param secret whether it must not be shown
 */
record Value(boolean known, @Nullable Object object, boolean secret) {
    static final Value UNKNOWN = new Value(false, null, false);

    static Value of(@Nullable Object object, boolean secret) {
        return new Value(true, object, secret);
    }
}

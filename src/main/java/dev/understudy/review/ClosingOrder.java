package dev.understudy.review;

import org.jspecify.annotations.Nullable;

/**
 * The wish to close a change request.
 *
 * @param reason one line of at most 200 characters; may be left out
 */
record ClosingOrder(@Nullable String reason) {}

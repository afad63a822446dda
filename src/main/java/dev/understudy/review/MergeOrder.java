package dev.understudy.review;

import org.jspecify.annotations.Nullable;

/**
 * The wish to merge.
 *
 * @param expectedHead the head of the branch that was looked at
 * @param override whether the word of two people takes the place of rules of review that are not met
 */
record MergeOrder(@Nullable String expectedHead, @Nullable Boolean override) {}

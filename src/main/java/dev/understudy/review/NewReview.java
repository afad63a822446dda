package dev.understudy.review;

import org.jspecify.annotations.Nullable;

/**
 * A review.
 *
 * @param verdict APPROVE, REQUEST_CHANGES, COMMENT or OVERRIDE
 * @param commit the head that was looked at
 * @param text Markdown, at most 64 KiB; may be left out of an approval
 * @param ruleset what it is about, if not the whole
 * @param rule a rule's name
 * @param file a path from the top of the repository
 * @param line counted from 1
 */
record NewReview(
        @Nullable Verdict verdict,
        @Nullable String commit,
        @Nullable String text,
        @Nullable String ruleset,
        @Nullable String rule,
        @Nullable String file,
        @Nullable Integer line) {}

package dev.understudy.review;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The wish to merge.
 *
 * @param expectedHead the head of the branch that was looked at
 * @param override whether the word of two people takes the place of rules of review that are not met
 * @param plan how it takes over, of the form of {@code rollout} in {@code ruleset.yaml}; for operators. Null for what
 *     stands there
 * @param atOnce whether it decides at once although there are stages; for operators
 */
record MergeOrder(
        @Nullable String expectedHead,
        @Nullable Boolean override,
        @Nullable JsonNode plan,
        @Nullable Boolean atOnce) {}

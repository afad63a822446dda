package dev.understudy.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts rollouts of what was reviewed. */
public interface RolloutStart {
    /**
     * The wish to start one.
     *
     * @param changeRequest the number of an approved change request
     * @param expectedHead the head of its branch that was looked at
     * @param plan of the form of {@code rollout} in {@code ruleset.yaml}; null for the one that stands there
     * @param override whether the word of two people takes the place of rules of review that are not met
     */
    record Order(
            @Nullable Long changeRequest,
            @Nullable String expectedHead,
            @Nullable JsonNode plan,
            @Nullable Boolean override) {}

    /**
     * Merges by stages.
     *
     * @throws dev.understudy.problem.ProblemException whatever a merge can be refused with
     */
    UUID start(Caller caller, Order order);
}

package dev.understudy.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an author says that a change will do at most.
 *
 * @param maxPercent of decisions that change, 0 to 100; null for any
 * @param transitions the only ones of outcomes that may happen; null or empty for any
 */
public record BlastRadius(
        @Nullable Double maxPercent, @Nullable List<Transition> transitions) {
    /**
     * From one outcome to another.
     *
     * @param from the outcome on main
     * @param to the outcome on the branch
     */
    public record Transition(
            @Nullable String from, @Nullable String to) {}
}

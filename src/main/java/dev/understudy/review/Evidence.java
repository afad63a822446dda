package dev.understudy.review;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of what a change does.
 *
 * @param document what a reviewer sees of it; values that Jackson can write
 * @param changedPercent of the decisions that were looked at; empty when that is not known yet
 * @param breaksContract whether facts or outcomes of callers no longer fit; empty when that is not known yet
 * @param insideBlastRadius whether it does no more than its author declared; empty when that is not known yet
 */
public record Evidence(
        Map<String, Object> document,
        OptionalDouble changedPercent,
        Optional<Boolean> breaksContract,
        Optional<Boolean> insideBlastRadius) {
    /** Nothing is known. */
    public static final Evidence NONE =
            new Evidence(Map.of("state", "NOT_THERE_YET"), OptionalDouble.empty(), Optional.empty(), Optional.empty());
}

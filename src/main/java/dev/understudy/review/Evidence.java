package dev.understudy.review;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is known of what a change does.
 *
 * @param document what a reviewer sees of it; values that Jackson can write
 * @param changedPercent of the newest decisions; empty when that is not known yet
 * @param breaksContract whether facts or outcomes of callers no longer fit; empty when that is not known yet
 * @param insideBlastRadius whether it does no more than its author declared; empty when that is not known yet
 * @param known what is counted on, once it is whole
 * @param number of the row that keeps it; empty when it is not kept
 */
record Evidence(
        Map<String, Object> document,
        OptionalDouble changedPercent,
        Optional<Boolean> breaksContract,
        Optional<Boolean> insideBlastRadius,
        @Nullable EvidenceFigures known,
        @Nullable Long number) {
    /** Nothing is known. */
    static final Evidence NONE = partly(Map.of("state", "NOT_THERE_YET"));

    /** What there is can be read, and not counted on. */
    static Evidence partly(Map<String, Object> document) {
        return new Evidence(document, OptionalDouble.empty(), Optional.empty(), Optional.empty(), null, null);
    }

    /** All is there. */
    static Evidence whole(
            Map<String, Object> document,
            EvidenceFigures figures,
            Optional<BlastRadius> declared,
            @Nullable Long number) {
        return new Evidence(
                document,
                figures.percent(),
                Optional.of(figures.breaksContract()),
                figures.isInside(declared),
                figures,
                number);
    }

    /** What is counted on, once it is whole. */
    Optional<EvidenceFigures> figures() {
        return Optional.ofNullable(known);
    }
}

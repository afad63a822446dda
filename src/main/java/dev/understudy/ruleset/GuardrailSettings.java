package dev.understudy.ruleset;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stops a rollout, beside what always does.
 *
 * @param latency a decision of the engine that takes longer counts as slow; slowness is not watched without
 * @param floors by harm, the share of the candidate's units for which it is too much, whatever the baseline does
 * @param floorUnits units of the candidate from which on the floors hold
 */
public record GuardrailSettings(Optional<Duration> latency, Map<Harm, Exposure> floors, long floorUnits) {
    /** Units from which on floors hold, when a plan does not say. */
    public static final long USUAL_FLOOR_UNITS = 100;

    /** No objective for latency; rolled back when half of at least 100 units fail, or hit a budget. */
    public static final GuardrailSettings USUAL = new GuardrailSettings(
            Optional.empty(),
            Map.of(Harm.FAILED, new Exposure(500_000), Harm.BUDGET, new Exposure(500_000)),
            USUAL_FLOOR_UNITS);

    /** What can go wrong for a unit. */
    public enum Harm {
        /** The rules failed. */
        FAILED,
        /** The decision was stopped by a budget. */
        BUDGET,
        /** The decision took longer than its objective. */
        SLOW,
        /** The caller reported the decision as bad. */
        REPORTED
    }

    /** Keeps its own copy. */
    public GuardrailSettings {
        floors = floors.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(floors));
    }

    /** Whether a harm is watched. */
    public boolean watches(Harm harm) {
        return harm != Harm.SLOW || latency.isPresent();
    }
}

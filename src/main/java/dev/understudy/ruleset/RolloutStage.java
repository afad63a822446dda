package dev.understudy.ruleset;

import java.time.Duration;

/** One step of a rollout. It ends when it has lasted, has seen enough units, and shows no harm. */
public sealed interface RolloutStage {
    /** Units that a stage sees at least when its plan does not say how many. */
    long USUAL_UNITS = 20;

    /** How long it lasts at least. */
    Duration soak();

    /** For how many different units the candidate has decided at least. */
    long units();

    /** Of those whom the stage is for, how many the candidate decides for. */
    Exposure exposure();

    /** A share of all units; takes the place of the share of the stage before. */
    record Share(Exposure exposure, Duration soak, long units) implements RolloutStage {}

    /**
     * Those for whom a condition holds, beside everybody whom earlier stages took in.
     *
     * @param when the condition, in CEL: {@code caller.name == 'app' && facts.Flight[0].distance > 1500}
     * @param exposure the share of those; usually all
     */
    record Cohort(String when, Exposure exposure, Duration soak, long units) implements RolloutStage {}
}

package dev.understudy.manifest;

import dev.understudy.ruleset.RolloutPlan;
import java.util.List;

/** What came of reading a plan from JSON. */
public sealed interface PlanResult {
    /** It can be followed. */
    record Read(RolloutPlan plan) implements PlanResult {}

    /** It can't; there is at least one fault. */
    record Faulty(List<Fault> faults) implements PlanResult {}

    /**
     * What is wrong, and where.
     *
     * @param pointer JSON pointer
     * @param message one or two sentences
     */
    record Fault(String pointer, String message) {}
}

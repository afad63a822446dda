package dev.understudy.ruleset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a change takes over. One model for {@code ruleset.yaml} and for what is said at the start of a rollout.
 *
 * @param stages in order, shares going up; empty for at once
 * @param holdout the share of units that stay on the baseline until the promotion, whatever the stage
 * @param start not before this moment
 * @param windows when stages may advance
 * @param guardrails what stops it
 * @param shadow what comes before the first stage
 */
public record RolloutPlan(
        List<RolloutStage> stages,
        Exposure holdout,
        Optional<Instant> start,
        ChangeWindows windows,
        GuardrailSettings guardrails,
        Optional<ShadowStage> shadow) {
    /** At once: no stages. */
    public static final RolloutPlan AT_ONCE =
            new RolloutPlan(List.of(), Exposure.NONE, Optional.empty(), ChangeWindows.ALWAYS, GuardrailSettings.USUAL);

    /** @throws IllegalArgumentException when the shares do not go up */
    public RolloutPlan {
        stages = List.copyOf(stages);
        Exposure highest = Exposure.NONE;
        for (RolloutStage stage : stages) {
            if (stage instanceof RolloutStage.Share share) {
                if (share.exposure().compareTo(highest) <= 0) {
                    throw new IllegalArgumentException(
                            "The shares of a plan go up; after " + highest + " comes " + share.exposure() + ".");
                }
                highest = share.exposure();
            }
        }
    }

    /** A plan without a shadow. */
    public RolloutPlan(
            List<RolloutStage> stages,
            Exposure holdout,
            Optional<Instant> start,
            ChangeWindows windows,
            GuardrailSettings guardrails) {
        this(stages, holdout, start, windows, guardrails, Optional.empty());
    }

    /** The same with another shadow. */
    public RolloutPlan with(ShadowStage other) {
        return new RolloutPlan(stages, holdout, start, windows, guardrails, Optional.of(other));
    }

    /** The same with other windows. */
    public RolloutPlan within(ChangeWindows other) {
        return new RolloutPlan(stages, holdout, start, other, guardrails, shadow);
    }

    /** Whether there are no stages. */
    public boolean isAtOnce() {
        return stages.isEmpty();
    }

    /** The share of all units in a stage, counted from 0: that of the newest stage by share so far. */
    public Exposure shareAt(int stage) {
        for (int i = stage; i >= 0; i--) {
            if (stages.get(i) instanceof RolloutStage.Share share) {
                return share.exposure();
            }
        }
        return Exposure.NONE;
    }

    /** The cohorts that are in during a stage, counted from 0: its own, and those before. */
    public List<RolloutStage.Cohort> cohortsAt(int stage) {
        return stages.subList(0, stage + 1).stream()
                .filter(RolloutStage.Cohort.class::isInstance)
                .map(RolloutStage.Cohort.class::cast)
                .toList();
    }
}

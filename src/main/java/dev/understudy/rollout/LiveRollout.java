package dev.understudy.rollout;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.identity.Caller;
import dev.understudy.rollout.StageView.Side;
import dev.understudy.rollout.cohort.FactSource;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.TreeId;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a rollout as this node's decisions see it. Immutable but for what is observed, and for the switch that
 * turns the candidate off. Used by many threads at once.
 *
 * @param id the rollout's id
 * @param stage counted from 0
 * @param baseline the tree of the rules that decide for all others
 * @param candidate where the candidate's rules are kept
 * @param commit the candidate
 * @param view who is on it
 * @param seen what decisions show
 * @param watch what is watched of a decision
 */
public record LiveRollout(
        String id,
        int stage,
        TreeId baseline,
        BuildSlot candidate,
        CommitId commit,
        StageView view,
        Observations seen,
        Watch watch) {
    /**
     * What is watched of a decision.
     *
     * @param slowNanos a decision of the engine that takes longer is slow
     * @param hidesUnit whether the value of the routing key is sensitive
     */
    public record Watch(long slowNanos, boolean hidesUnit) {}

    /** Whether it concerns what these rules decide: they are its baseline, and the candidate was not turned off here. */
    public boolean concerns(BuildSlot rules) {
        return rules.key().tree().equals(baseline) && seen.trip() == null;
    }

    /** The side of a call; null when it has no unit. */
    public @Nullable Side side(@Nullable String unit, FactSource facts, Caller caller) {
        return view.side(unit, facts, caller);
    }
}

package dev.understudy.rollout;

import dev.understudy.identity.Caller;
import dev.understudy.rollout.bucket.Assignment;
import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.cohort.Cohort;
import dev.understudy.rollout.cohort.Cohort.Membership;
import dev.understudy.rollout.cohort.FactSource;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Who is on the candidate while one stage of one rollout runs: who is drawn by the share of all, or by that of a cohort
 * that they are in. Immutable but for a counter; used by many threads at once.
 */
public final class StageView {
    private final String rollout;
    private final String keyId;
    private final String unitKind;
    private final Draw assign;
    private final Draw holdout;
    private final Exposure heldOut;
    private final Exposure share;
    private final List<Open> cohorts;
    private final LongAdder unknown = new LongAdder();

    /** A cohort that is in, with the share of it that is. */
    private record Open(Cohort cohort, Exposure exposure) {}

    /** What a side was drawn for: the call's side, and whether a cohort gave it. */
    public record Side(Assignment assignment, boolean byCohort, long unitBits) {}

    /**
     * A stage.
     *
     * @param rollout the rollout's id
     * @param key its key
     * @param unitKind the ruleset's routing key
     * @param plan its plan
     * @param stage which, counted from 0
     * @param compiled a compiled condition for each of {@code plan.cohortsAt(stage)}, in their order
     */
    public static StageView of(
            String rollout, RolloutKey key, String unitKind, RolloutPlan plan, int stage, List<Cohort> compiled) {
        List<RolloutStage.Cohort> open = plan.cohortsAt(stage);
        if (open.size() != compiled.size()) {
            throw new IllegalArgumentException("Stage " + stage + " has " + open.size() + " cohorts.");
        }
        List<Open> cohorts = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            cohorts.add(new Open(compiled.get(i), open.get(i).exposure()));
        }
        return new StageView(rollout, key, unitKind, plan.holdout(), plan.shareAt(stage), cohorts);
    }

    private StageView(
            String rollout, RolloutKey key, String unitKind, Exposure heldOut, Exposure share, List<Open> cohorts) {
        this.rollout = rollout;
        this.keyId = key.id();
        this.unitKind = unitKind;
        this.assign = key.draw(Draw.ASSIGN, unitKind);
        this.holdout = key.draw(Draw.HOLDOUT, unitKind);
        this.heldOut = heldOut;
        this.share = share;
        this.cohorts = List.copyOf(cohorts);
    }

    /**
     * The side of a call; null when it has no unit, and the baseline decides undrawn.
     *
     * @param unit the value of the routing key; null when the facts have none
     */
    public @Nullable Side side(@Nullable String unit, FactSource facts, Caller caller) {
        Unit drawn = Unit.of(unit);
        if (drawn == null) {
            return null;
        }
        long bits = assign.bits(drawn);
        if (heldOut.ppm() > 0) {
            long point = holdout.point(drawn);
            if (Draw.isIn(point, heldOut)) {
                return new Side(assignment(Draw.HOLDOUT, unit, point, heldOut, false), false, bits);
            }
        }
        long point = Draw.point(bits);
        Exposure exposure = cohorts.isEmpty() ? share : widest(facts, caller);
        boolean candidate = Draw.isIn(point, exposure);
        boolean byCohort = candidate && !Draw.isIn(point, share);
        return new Side(assignment(Draw.ASSIGN, unit, point, exposure, candidate), byCohort, bits);
    }

    /** The share of the largest group that the call is in; it settles both the side and the evidence's exposure. */
    private Exposure widest(FactSource facts, Caller caller) {
        Exposure widest = share;
        for (Open each : cohorts) {
            if (each.exposure().compareTo(widest) > 0) {
                switch (each.cohort().of(facts, caller)) {
                    case IN -> widest = each.exposure();
                    case UNKNOWN -> unknown.increment();
                    case OUT -> {}
                }
            }
        }
        return widest;
    }

    private Assignment assignment(
            String label, @Nullable String unit, long point, Exposure exposure, boolean candidate) {
        return new Assignment(rollout, keyId, label, unitKind, unit, point, exposure, candidate);
    }

    /** How often it could not be told whether a call is in a cohort, see {@link Membership#UNKNOWN}. */
    public long unknown() {
        return unknown.sum();
    }
}

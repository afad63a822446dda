package dev.understudy.delivery;

import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.TreeId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it is kept.
 *
 * @param id its id
 * @param ruleset the name of the only ruleset that it changes
 * @param change what it brings
 * @param sides what decides, and what takes over
 * @param draws how units are drawn
 * @param plan how it takes over
 * @param course how far it is
 * @param counts what decisions were counted
 * @param promoted where main is to go, or has gone; null before
 * @param times when it was what
 */
record RolloutRow(
        UUID id,
        String ruleset,
        Change change,
        Sides sides,
        Draws draws,
        RolloutPlan plan,
        Course course,
        Counts counts,
        @Nullable CommitId promoted,
        Times times) {
    /**
     * What it brings.
     *
     * @param request the number of its change request; null for none
     * @param head the commit that was reviewed
     * @param by who started it
     */
    record Change(@Nullable Long request, CommitId head, String by) {}

    /** Commits, and git's trees of the ruleset's folder in them. */
    record Sides(CommitId baseline, TreeId baselineTree, CommitId candidate, TreeId candidateTree) {}

    /** The routing key, whether its values are sensitive, and the key of the draw. */
    record Draws(String unitKind, boolean hidesUnit, RolloutKey key) {}

    /**
     * How far it is.
     *
     * @param state its state
     * @param stage counted from 0; {@link #SHADOW} for what comes before
     * @param ran how long the stage was running, pauses left out
     * @param tickedAt until when that was counted
     * @param units different units that the candidate decided for in the stage; in the shadow decisions of it
     * @param ledger what its guardrails have seen
     * @param verdict JSON of their last verdict; null before the first
     * @param reason why it is in this state; null when that needs no reason
     */
    record Course(
            RolloutState state,
            int stage,
            Duration ran,
            Instant tickedAt,
            long units,
            Ledger ledger,
            @Nullable String verdict,
            @Nullable String reason) {
        /** In place of a stage. */
        static final int SHADOW = -1;

        /** Whether it comes before the first stage: the candidate decides for nobody. */
        boolean isShadow() {
            return stage == SHADOW;
        }

        /** It begins before the first stage. */
        Course shadow() {
            return new Course(RolloutState.SHADOWING, SHADOW, Duration.ZERO, tickedAt, 0, ledger, verdict, null);
        }

        /** It has seen so many decisions. */
        Course shadowed(long decisions) {
            return new Course(state, stage, ran, tickedAt, decisions, ledger, verdict, reason);
        }

        /** The state in which it goes on by itself. */
        RolloutState going() {
            return isShadow() ? RolloutState.SHADOWING : RolloutState.RUNNING;
        }

        Course as(RolloutState next, @Nullable String why) {
            return new Course(next, stage, ran, tickedAt, units, ledger, verdict, why);
        }

        Course at(int nextStage) {
            return new Course(RolloutState.RUNNING, nextStage, Duration.ZERO, tickedAt, 0, ledger, verdict, null);
        }

        Course with(Ledger seen, long moreUnits) {
            return new Course(state, stage, ran, tickedAt, units + moreUnits, seen, verdict, reason);
        }

        Course until(Instant now, Duration more) {
            return new Course(state, stage, ran.plus(more), now, units, ledger, verdict, reason);
        }

        Course judged(String by) {
            return new Course(state, stage, ran, tickedAt, units, ledger, by, reason);
        }
    }

    /** Calls without a unit, and decisions by each side. */
    record Counts(long withoutUnit, long candidate, long baseline) {}

    /** When it was made, began and ended. */
    record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    RolloutRow on(Course next) {
        return new RolloutRow(id, ruleset, change, sides, draws, plan, next, counts, promoted, times);
    }

    RolloutRow counting(Counts next) {
        return new RolloutRow(id, ruleset, change, sides, draws, plan, course, next, promoted, times);
    }

    RolloutRow promotedTo(CommitId commit) {
        return new RolloutRow(id, ruleset, change, sides, draws, plan, course, counts, commit, times);
    }

    RolloutRow started(Instant now) {
        return at(new Times(times.createdAt(), now, times.endedAt()));
    }

    RolloutRow ended(Instant now) {
        return at(new Times(times.createdAt(), times.startedAt(), now));
    }

    private RolloutRow at(Times next) {
        return new RolloutRow(id, ruleset, change, sides, draws, plan, course, counts, promoted, next);
    }

    RolloutState state() {
        return course.state();
    }

    /** As the audit log names it. */
    String subject() {
        return "rollout:" + id;
    }
}

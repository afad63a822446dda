package dev.understudy.rollout.guardrail;

import dev.understudy.rollout.guardrail.Verdict.Act;
import dev.understudy.rollout.guardrail.Verdict.Finding;
import dev.understudy.rollout.guardrail.Verdict.Gate;
import dev.understudy.ruleset.ShadowStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges what decisions show that a candidate made beside the baseline. May be asked after every decision: when no more
 * change than was declared, the probability that it ever rolls back for that is at most 1 %.
 */
public final class ShadowJudge {
    private ShadowJudge() {}

    /**
     * What all nodes have seen.
     *
     * @param decisions how many the candidate was asked for; those that only took too long are left out
     * @param failed how many of them it failed on, though the baseline decided them
     * @param radius the changed ones against what was declared; empty when nothing was
     * @param undeclared how many changed in a way that was not declared
     */
    public record Seen(long decisions, long failed, Optional<BlastRadius> radius, long undeclared) {
        /** When every way was declared. */
        public Seen(long decisions, long failed, Optional<BlastRadius> radius) {
            this(decisions, failed, radius, 0);
        }
    }

    /**
     * What is to be done.
     *
     * @param lasted how long it was shadowed, pauses left out: without time or decisions it holds, since no data is no
     *     pass
     */
    public static Verdict judge(ShadowStage stage, Seen seen, Duration lasted) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Gate.FAST_TRIP, "shadow", seen.failed() > 0 ? Act.ROLL_BACK : Act.PROCEED, seen.failed(), 1));
        seen.radius().ifPresent(radius -> findings.add(radius(radius)));
        if (!stage.transitions().isEmpty()) {
            // That none changes otherwise is no rate: the first that does refutes it.
            Act refuted = seen.undeclared() > 0 ? Act.ROLL_BACK : Act.PROCEED;
            findings.add(new Finding(Gate.TRANSITIONS, "", refuted, seen.undeclared(), 1));
        }
        long least = Math.max(1, stage.decisions());
        findings.add(new Finding(
                Gate.DECISIONS, "", seen.decisions() < least ? Act.HOLD : Act.PROCEED, seen.decisions(), least));
        Act waiting = lasted.compareTo(stage.soak()) < 0 ? Act.HOLD : Act.PROCEED;
        findings.add(new Finding(
                Gate.SOAK, "", waiting, lasted.toMillis() / 1e3, stage.soak().toMillis() / 1e3));
        return Verdict.of(findings);
    }

    private static Finding radius(BlastRadius radius) {
        double log = radius.logE();
        Act act = Act.PROCEED;
        double bound = Judge.HOLD;
        if (radius.isExceeded()) {
            act = Act.ROLL_BACK;
            bound = Judge.ROLL_BACK;
        } else if (log >= Math.log(Judge.HOLD)) {
            act = Act.HOLD;
        }
        return new Finding(Gate.BLAST_RADIUS, "", act, Math.exp(log), bound);
    }
}

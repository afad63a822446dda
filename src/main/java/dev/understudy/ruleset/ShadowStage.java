package dev.understudy.ruleset;

import java.time.Duration;
import java.util.Optional;

/**
 * What comes before the first stage of a rollout: the candidate decides too, and nobody is told. It ends when it has
 * lasted, has seen enough decisions, and does no more than was declared.
 *
 * @param exposure the share of units whose decisions are shadowed
 * @param soak how long it lasts at least
 * @param decisions how many decisions the candidate has made at least
 * @param most the share of decisions that change at most, as declared
 */
public record ShadowStage(Exposure exposure, Duration soak, long decisions, Optional<Exposure> most) {
    /** Decisions that it sees at least when its plan does not say how many. */
    public static final long USUAL_DECISIONS = 100;

    /** With the tighter of its own declaration and another one. */
    public ShadowStage declaring(Exposure share) {
        Exposure tighter = most.filter(each -> each.compareTo(share) < 0).orElse(share);
        return new ShadowStage(exposure, soak, decisions, Optional.of(tighter));
    }
}

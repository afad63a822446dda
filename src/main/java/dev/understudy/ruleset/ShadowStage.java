package dev.understudy.ruleset;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What comes before the first stage of a rollout: the candidate decides too, and nobody is told. It ends when it has
 * lasted, has seen enough decisions, and does no more than was declared.
 *
 * @param exposure the share of units whose decisions are shadowed
 * @param soak how long it lasts at least
 * @param decisions how many decisions the candidate has made at least
 * @param most the share of decisions that change at most, as declared
 * @param transitions the only ones of outcomes that may happen, as declared; empty for any
 */
public record ShadowStage(
        Exposure exposure, Duration soak, long decisions, Optional<Exposure> most, List<OutcomeChange> transitions) {
    /** How many transitions can be declared at most. */
    public static final int MOST_TRANSITIONS = 100;

    /** Decisions that it sees at least when its plan does not say how many. */
    public static final long USUAL_DECISIONS = 100;

    /** Keeps its own copy of the list. */
    public ShadowStage {
        transitions = List.copyOf(transitions);
    }

    /** One that allows any transition. */
    public ShadowStage(Exposure exposure, Duration soak, long decisions, Optional<Exposure> most) {
        this(exposure, soak, decisions, most, List.of());
    }

    /** With the tighter of its own declaration and another one. */
    public ShadowStage declaring(Exposure share) {
        Exposure tighter = most.filter(each -> each.compareTo(share) < 0).orElse(share);
        return new ShadowStage(exposure, soak, decisions, Optional.of(tighter), transitions);
    }

    /** With those transitions alone that both its own declaration and another one allow; an empty one allows any. */
    public ShadowStage allowing(List<OutcomeChange> declared) {
        List<OutcomeChange> both = transitions.isEmpty()
                ? declared
                : transitions.stream()
                        .filter(each -> declared.isEmpty() || declared.contains(each))
                        .toList();
        // What has nothing in common leaves nothing that may change, and not anything.
        return both.isEmpty() && !declared.isEmpty()
                ? declaring(Exposure.NONE)
                : new ShadowStage(exposure, soak, decisions, most, both);
    }

    /** Whether outcomes may change so. */
    public boolean allows(OutcomeChange change) {
        return transitions.isEmpty() || transitions.contains(change);
    }
}

package dev.understudy.delivery;

import dev.understudy.ruleset.CommitId;

/** Told how rollouts of change requests end, within the transaction that ends them. */
public interface RolloutOutcome {
    /** Main is the candidate, or a commit with the same rules. */
    void promoted(long changeRequest, CommitId main, String by);

    /**
     * The candidate is gone: the change is its author's again.
     *
     * @param by who took it back; the service itself when a guardrail did
     * @param evidence what was seen, as text of some lines
     */
    void rolledBack(long changeRequest, String by, String evidence);
}

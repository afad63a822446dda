package dev.understudy.decision;

/**
 * A decision that was made, kept and written.
 *
 * @param by the rules that decided: those that were asked, or a rollout's candidate
 * @param id the decision's name
 * @param position in the log, to be waited for before the answer leaves
 */
record Done(Resolved by, DecisionId id, long position) {}

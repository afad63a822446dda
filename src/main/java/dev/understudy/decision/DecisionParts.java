package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.rollout.LiveRollouts;
import dev.understudy.rollout.shadow.LiveShadows;
import jakarta.inject.Singleton;

/**
 * What decisions go through.
 *
 * @param guard watches their budgets
 * @param log keeps them
 * @param rollouts draws them
 * @param shadows make them once more, and nobody is told
 */
@Singleton
record DecisionParts(BudgetGuard guard, DecisionLog log, LiveRollouts rollouts, LiveShadows shadows) {}

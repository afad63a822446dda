package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.rollout.LiveRollouts;
import jakarta.inject.Singleton;

/**
 * What decisions go through.
 *
 * @param guard watches their budgets
 * @param log keeps them
 * @param rollouts draws them
 */
@Singleton
record DecisionParts(BudgetGuard guard, DecisionLog log, LiveRollouts rollouts) {}

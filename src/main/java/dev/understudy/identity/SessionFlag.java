package dev.understudy.identity;

import dev.understudy.ruleset.BranchName;
import java.time.Instant;

/**
 * The branch that a session has chosen.
 *
 * @param callerName the account that chose it, and whom alone it counts for
 * @param branch what decides for this session
 * @param expiresAt in whole seconds
 */
public record SessionFlag(String callerName, BranchName branch, Instant expiresAt) {}

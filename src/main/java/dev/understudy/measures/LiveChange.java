package dev.understudy.measures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of one ruleset that reached production.
 *
 * @param ruleset its name
 * @param writtenAt when its first commit was written; null when git can't tell
 * @param exposedAt when it decided for the first caller
 * @param liveAt when it decided for all; null when it never did
 * @param harmAt the first sign of harm that was recorded; null when there was none
 * @param failedAt when it was rolled back or reverted; null when it was not
 */
record LiveChange(
        String ruleset,
        @Nullable Instant writtenAt,
        Instant exposedAt,
        @Nullable Instant liveAt,
        @Nullable Instant harmAt,
        @Nullable Instant failedAt) {}

package dev.understudy.replay.job;

import dev.understudy.decisionlog.query.LogQuery;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants replayed.
 *
 * @param ruleset its name
 * @param onto {@code feature/x} or {@code feature/x@<commit>}
 * @param filter JSON of an object, as it was sent
 * @param query the same, as the log is asked
 * @param sample null for all that it finds
 */
record ReplayRequest(
        String ruleset,
        String onto,
        String filter,
        LogQuery query,
        @Nullable Sample sample) {}

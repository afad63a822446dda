package dev.understudy.decisionlog.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions, newest first.
 *
 * @param decisions as many as were asked for, or fewer
 * @param next where to go on; null when there are no more. There can be more behind a page that is not full.
 */
public record Page(List<KeptDecision> decisions, @Nullable Position next) {
    /** Keeps its own copy of the list. */
    public Page {
        decisions = List.copyOf(decisions);
    }
}

package dev.understudy.bench.fuzz;

import java.util.List;
import java.util.Map;

/**
 * What came of one case, as the child tells its parent.
 *
 * @param number the case
 * @param endings how it ended, how often: one for a ruleset that was refused, else one for each decision
 * @param traces what must not be; empty when all is well
 * @param spent whether the child has to be replaced before the next case
 */
record CaseReport(long number, Map<String, Integer> endings, List<Trace> traces, boolean spent) {
    /**
     * Something that must not be.
     *
     * @param oracle what noticed it
     * @param text what it noticed
     */
    record Trace(String oracle, String text) {}
}

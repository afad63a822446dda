package dev.understudy.rollout.cohort;

import java.util.List;

/** What came of compiling a condition. */
public sealed interface CohortResult {
    /** It can be asked. */
    record Compiled(Cohort cohort) implements CohortResult {}

    /** It can't; there is at least one fault. */
    record Refused(List<Fault> faults) implements CohortResult {}

    /**
     * What is wrong, and where.
     *
     * @param line counted from 1
     * @param column counted from 1
     * @param message one or two sentences
     */
    record Fault(int line, int column, String message) {
        /** {@code line 1, column 17: …}. */
        public String text() {
            return "line " + line + ", column " + column + ": " + message;
        }
    }
}

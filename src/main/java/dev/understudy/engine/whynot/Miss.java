package dev.understudy.engine.whynot;

import dev.understudy.ruleset.WhyNot;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The nearest that a search came. For one thread. */
final class Miss {
    private int position = -1;
    private int passed = -1;
    private double distance;
    private WhyNot.@Nullable Reason reason;

    /**
     * Something that failed, which counts when it failed later than all before, or as late and nearer to holding.
     *
     * @param failedAt which of the conditions
     * @param passedThere how many tests of that condition held
     * @param far how far the next test is from holding
     * @param told says it
     */
    void offer(int failedAt, int passedThere, DoubleSupplier far, Supplier<WhyNot.Reason> told) {
        int order = failedAt == position ? Integer.compare(passedThere, passed) : Integer.compare(failedAt, position);
        if (reason != null && order < 0) {
            return;
        }
        double near = far.getAsDouble();
        if (reason == null || order > 0 || near < distance) {
            position = failedAt;
            passed = passedThere;
            distance = near;
            reason = told.get();
        }
    }

    /** What is to be told, or null when nothing failed. */
    WhyNot.@Nullable Reason reason() {
        return reason;
    }

    /** Orders misses: the nearest first. */
    static int compare(Miss a, Miss b) {
        if (a.position != b.position) {
            return Integer.compare(b.position, a.position);
        }
        return a.passed != b.passed ? Integer.compare(b.passed, a.passed) : Double.compare(a.distance, b.distance);
    }
}

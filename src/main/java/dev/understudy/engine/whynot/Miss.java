package dev.understudy.engine.whynot;

import dev.understudy.ruleset.WhyNot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The nearest that a search came. For one thread. */
final class Miss {
    private int position = -1;
    private int passed = -1;
    private Shortfall shortfall = Shortfall.NONE;
    private WhyNot.@Nullable Reason reason;

    /**
     * Something that failed, which counts when it failed later than all before, or as late and nearer to holding.
     *
     * @param failedAt which of the conditions
     * @param passedThere how many tests of that condition held
     * @param far how far the next test is from holding
     * @param told says it
     */
    void offer(int failedAt, int passedThere, Supplier<Shortfall> far, Supplier<WhyNot.Reason> told) {
        int order = failedAt == position ? Integer.compare(passedThere, passed) : Integer.compare(failedAt, position);
        if (reason != null && order < 0) {
            return;
        }
        Shortfall near = far.get();
        if (reason == null || order > 0 || near.compareTo(shortfall) < 0) {
            position = failedAt;
            passed = passedThere;
            shortfall = near;
            reason = told.get();
        }
    }

    /** The same, of what is not nearer or farther. */
    void offer(int failedAt, int passedThere, Supplier<WhyNot.Reason> told) {
        offer(failedAt, passedThere, () -> Shortfall.NONE, told);
    }

    /**
     * How far a test is from holding.
     *
     * @param at where in its text it fails; what comes before it holds
     * @param distance what is lacking, for a comparison of numbers or times
     */
    record Shortfall(int at, double distance) implements Comparable<Shortfall> {
        static final Shortfall NONE = new Shortfall(0, 0);

        @Override
        public int compareTo(Shortfall other) {
            return at != other.at ? Integer.compare(other.at, at) : Double.compare(distance, other.distance);
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
        return a.passed != b.passed ? Integer.compare(b.passed, a.passed) : a.shortfall.compareTo(b.shortfall);
    }
}

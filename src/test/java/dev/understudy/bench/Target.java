package dev.understudy.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a figure has to reach.
 *
 * @param atMost whether {@code bound} is the highest value that will do, and not the lowest
 * @param bound the value that has to be reached
 * @param aim what would be better still
 */
record Target(boolean atMost, double bound, @Nullable Double aim) {
    static Target atMost(double bound) {
        return new Target(true, bound, null);
    }

    static Target atLeast(double bound) {
        return new Target(false, bound, null);
    }

    Target aimingAt(double better) {
        return new Target(atMost, bound, better);
    }

    boolean isMetBy(double value) {
        return atMost ? value <= bound : value >= bound;
    }

    /** How far a value is: 1 is just enough, more is better. */
    double reached(double value) {
        return atMost ? bound / value : value / bound;
    }

    String text() {
        String sign = atMost ? "≤ " : "≥ ";
        return sign + Figure.number(bound) + (aim == null ? "" : " (aim " + Figure.number(aim) + ")");
    }
}

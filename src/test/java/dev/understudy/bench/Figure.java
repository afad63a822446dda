package dev.understudy.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name what it is
 * @param value how much
 * @param unit of what; empty for a ratio
 * @param target what it has to reach, if anything
 */
record Figure(
        String name, double value, String unit, @Nullable Target target) {
    /** Three digits that count, and no exponent. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    String text() {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }
}

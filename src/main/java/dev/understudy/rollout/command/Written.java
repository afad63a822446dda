package dev.understudy.rollout.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Compares a number as somebody wrote it with one that is known by its logarithm. */
final class Written {
    /** What sums in another order may differ by, over thousands of events. */
    private static final double RELATIVE = 1e-9;

    /** Who writes fewer digits did not round, but err. */
    private static final int LEAST_DIGITS = 6;

    private static final double LARGEST_LOG = Math.log(Double.MAX_VALUE);
    private static final double SMALLEST_LOG = -700;
    private static final double LOG_OF_10 = Math.log(10);

    private Written() {}

    /** Whether they are the same, up to what the writer rounded: infinity and 0 stand for what a double can't hold. */
    static boolean matches(JsonNode said, double log) {
        if (said.isFloat() || said.isDouble()) {
            return said.doubleValue() == Double.POSITIVE_INFINITY && log >= LARGEST_LOG;
        }
        BigDecimal value = said.decimalValue();
        if (value.signum() <= 0) {
            return value.signum() == 0 && log <= SMALLEST_LOG;
        }
        double rounding = value.precision() < LEAST_DIGITS
                ? 0
                : 0.5 / value.unscaledValue().doubleValue();
        return Math.abs(log(value) - log) <= Math.max(RELATIVE, rounding);
    }

    /** Also of what is too large or too small for a double. */
    private static double log(BigDecimal value) {
        long exponent = (long) value.precision() - value.scale();
        double digits = new BigDecimal(value.unscaledValue(), value.precision()).doubleValue();
        return Math.log(digits) + exponent * LOG_OF_10;
    }
}

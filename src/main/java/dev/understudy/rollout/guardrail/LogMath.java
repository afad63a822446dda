package dev.understudy.rollout.guardrail;

import java.util.List;

/** Means of numbers that are known by their natural logarithms, and may be too large or too small for a double. */
final class LogMath {
    private LogMath() {}

    /** The logarithm of the mean. */
    static double mean(List<Double> logs) {
        double highest = logs.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (Double.isInfinite(highest)) {
            return highest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum / logs.size());
    }
}

package dev.understudy.sandbox;

import java.math.BigDecimal;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.jspecify.annotations.NullUnmarked;

/** The comparisons of conditions. */
@NullUnmarked
@SuppressWarnings({"rawtypes", "NonOverridingEquals"})
public final class GuardEngineComparisons {
    private GuardEngineComparisons() {}

    private static void weigh(Object first, Object second) {
        if (first instanceof String text) {
            Cost.scan(text, second);
        } else if (first instanceof BigDecimal decimal && second instanceof BigDecimal other) {
            GuardDecimals.read(decimal);
            GuardDecimals.read(other);
        }
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterThan(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.greaterThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterThan(Object first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.greaterThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterThan(Comparable first, Object second) {
        weigh(first, second);
        return EvaluationUtil.greaterThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessThan(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.lessThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessThan(Object first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.lessThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessThan(Comparable first, Object second) {
        weigh(first, second);
        return EvaluationUtil.lessThan(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterOrEqual(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.greaterOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterOrEqual(Object first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.greaterOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterOrEqual(Comparable first, Object second) {
        weigh(first, second);
        return EvaluationUtil.greaterOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessOrEqual(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.lessOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessOrEqual(Object first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.lessOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessOrEqual(Comparable first, Object second) {
        weigh(first, second);
        return EvaluationUtil.lessOrEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean equals(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.equals(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean notEquals(Comparable first, Comparable second) {
        weigh(first, second);
        return EvaluationUtil.notEquals(first, second);
    }
}

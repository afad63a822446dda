package dev.understudy.sandbox;

import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** {@link GuardFunctions} for numbers. */
@NullUnmarked
@SuppressWarnings("overloads")
public final class GuardNumberFunctions {
    private GuardNumberFunctions() {}

    private static IntPredicate stepping(IntPredicate test) {
        return value -> {
            Meter.step();
            return test.test(value);
        };
    }

    @StandsFor(IntPredicate.class)
    public static IntPredicate and(IntPredicate self, IntPredicate other) {
        return stepping(self.and(other));
    }

    @StandsFor(IntPredicate.class)
    public static IntPredicate or(IntPredicate self, IntPredicate other) {
        return stepping(self.or(other));
    }

    @StandsFor(IntPredicate.class)
    public static IntPredicate negate(IntPredicate self) {
        return stepping(self.negate());
    }

    private static IntUnaryOperator stepping(IntUnaryOperator function) {
        return value -> {
            Meter.step();
            return function.applyAsInt(value);
        };
    }

    @StandsFor(IntUnaryOperator.class)
    public static IntUnaryOperator andThen(IntUnaryOperator self, IntUnaryOperator other) {
        return stepping(self.andThen(other));
    }

    @StandsFor(IntUnaryOperator.class)
    public static IntUnaryOperator compose(IntUnaryOperator self, IntUnaryOperator other) {
        return stepping(self.compose(other));
    }

    @StandsFor(IntConsumer.class)
    public static IntConsumer andThen(IntConsumer self, IntConsumer next) {
        IntConsumer both = self.andThen(next);
        return value -> {
            Meter.step();
            both.accept(value);
        };
    }

    private static LongPredicate stepping(LongPredicate test) {
        return value -> {
            Meter.step();
            return test.test(value);
        };
    }

    @StandsFor(LongPredicate.class)
    public static LongPredicate and(LongPredicate self, LongPredicate other) {
        return stepping(self.and(other));
    }

    @StandsFor(LongPredicate.class)
    public static LongPredicate or(LongPredicate self, LongPredicate other) {
        return stepping(self.or(other));
    }

    @StandsFor(LongPredicate.class)
    public static LongPredicate negate(LongPredicate self) {
        return stepping(self.negate());
    }

    private static LongUnaryOperator stepping(LongUnaryOperator function) {
        return value -> {
            Meter.step();
            return function.applyAsLong(value);
        };
    }

    @StandsFor(LongUnaryOperator.class)
    public static LongUnaryOperator andThen(LongUnaryOperator self, LongUnaryOperator other) {
        return stepping(self.andThen(other));
    }

    @StandsFor(LongUnaryOperator.class)
    public static LongUnaryOperator compose(LongUnaryOperator self, LongUnaryOperator other) {
        return stepping(self.compose(other));
    }

    @StandsFor(LongConsumer.class)
    public static LongConsumer andThen(LongConsumer self, LongConsumer next) {
        LongConsumer both = self.andThen(next);
        return value -> {
            Meter.step();
            both.accept(value);
        };
    }

    private static DoublePredicate stepping(DoublePredicate test) {
        return value -> {
            Meter.step();
            return test.test(value);
        };
    }

    @StandsFor(DoublePredicate.class)
    public static DoublePredicate and(DoublePredicate self, DoublePredicate other) {
        return stepping(self.and(other));
    }

    @StandsFor(DoublePredicate.class)
    public static DoublePredicate or(DoublePredicate self, DoublePredicate other) {
        return stepping(self.or(other));
    }

    @StandsFor(DoublePredicate.class)
    public static DoublePredicate negate(DoublePredicate self) {
        return stepping(self.negate());
    }

    private static DoubleUnaryOperator stepping(DoubleUnaryOperator function) {
        return value -> {
            Meter.step();
            return function.applyAsDouble(value);
        };
    }

    @StandsFor(DoubleUnaryOperator.class)
    public static DoubleUnaryOperator andThen(DoubleUnaryOperator self, DoubleUnaryOperator other) {
        return stepping(self.andThen(other));
    }

    @StandsFor(DoubleUnaryOperator.class)
    public static DoubleUnaryOperator compose(DoubleUnaryOperator self, DoubleUnaryOperator other) {
        return stepping(self.compose(other));
    }

    @StandsFor(DoubleConsumer.class)
    public static DoubleConsumer andThen(DoubleConsumer self, DoubleConsumer next) {
        DoubleConsumer both = self.andThen(next);
        return value -> {
            Meter.step();
            both.accept(value);
        };
    }
}

package dev.understudy.sandbox;

import java.util.Comparator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Streams that come from nothing, and so may have no end, take a step for each element. Those that come from a
 * collection are paid for when they are made, and what hashes or compares looks into containers.
 */
@NullUnmarked
@SuppressWarnings("overloads")
public final class GuardStreams {
    private GuardStreams() {}

    private static boolean step() {
        Meter.step();
        return true;
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> generate(Supplier<? extends T> source) {
        return Stream.generate(() -> {
            Meter.step();
            return source.get();
        });
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> iterate(T seed, UnaryOperator<T> next) {
        return Stream.iterate(seed, value -> {
            Meter.step();
            return next.apply(value);
        });
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> iterate(T seed, Predicate<? super T> more, UnaryOperator<T> next) {
        return Stream.iterate(seed, value -> step() && more.test(value), next);
    }

    @StandsFor(Stream.class)
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Stream<T> of(T... elements) {
        Cost.linear(elements.length);
        return Stream.of(elements);
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> distinct(Stream<T> self) {
        Keys.Seen seen = new Keys.Seen();
        return self.peek(seen::look).distinct();
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> sorted(Stream<T> self) {
        return self.peek(GuardStreams::compared).sorted();
    }

    @StandsFor(Stream.class)
    public static <T> Stream<T> sorted(Stream<T> self, Comparator<? super T> order) {
        return self.peek(GuardStreams::compared).sorted(order);
    }

    private static void compared(Object element) {
        Meter.step();
        Walk.of(element);
    }

    @StandsFor(value = IntStream.class, method = "generate")
    public static IntStream generateInts(IntSupplier source) {
        return IntStream.generate(() -> {
            Meter.step();
            return source.getAsInt();
        });
    }

    @StandsFor(IntStream.class)
    public static IntStream iterate(int seed, IntUnaryOperator next) {
        return IntStream.iterate(seed, value -> {
            Meter.step();
            return next.applyAsInt(value);
        });
    }

    @StandsFor(IntStream.class)
    public static IntStream iterate(int seed, IntPredicate more, IntUnaryOperator next) {
        return IntStream.iterate(seed, value -> step() && more.test(value), next);
    }

    @StandsFor(IntStream.class)
    public static IntStream of(int... elements) {
        Cost.linear(elements.length);
        return IntStream.of(elements);
    }

    @StandsFor(IntStream.class)
    public static IntStream sorted(IntStream self) {
        return self.peek(value -> Meter.step()).sorted();
    }

    /** A filter, so that nobody makes an array of the whole range beforehand. */
    @StandsFor(IntStream.class)
    public static IntStream range(int from, int to) {
        return IntStream.range(from, to).filter(value -> step());
    }

    /** A filter, so that nobody makes an array of the whole range beforehand. */
    @StandsFor(IntStream.class)
    public static IntStream rangeClosed(int from, int to) {
        return IntStream.rangeClosed(from, to).filter(value -> step());
    }

    @StandsFor(value = LongStream.class, method = "generate")
    public static LongStream generateLongs(LongSupplier source) {
        return LongStream.generate(() -> {
            Meter.step();
            return source.getAsLong();
        });
    }

    @StandsFor(LongStream.class)
    public static LongStream iterate(long seed, LongUnaryOperator next) {
        return LongStream.iterate(seed, value -> {
            Meter.step();
            return next.applyAsLong(value);
        });
    }

    @StandsFor(LongStream.class)
    public static LongStream iterate(long seed, LongPredicate more, LongUnaryOperator next) {
        return LongStream.iterate(seed, value -> step() && more.test(value), next);
    }

    @StandsFor(LongStream.class)
    public static LongStream of(long... elements) {
        Cost.linear(elements.length);
        return LongStream.of(elements);
    }

    @StandsFor(LongStream.class)
    public static LongStream sorted(LongStream self) {
        return self.peek(value -> Meter.step()).sorted();
    }

    /** A filter, so that nobody makes an array of the whole range beforehand. */
    @StandsFor(LongStream.class)
    public static LongStream range(long from, long to) {
        return LongStream.range(from, to).filter(value -> step());
    }

    /** A filter, so that nobody makes an array of the whole range beforehand. */
    @StandsFor(LongStream.class)
    public static LongStream rangeClosed(long from, long to) {
        return LongStream.rangeClosed(from, to).filter(value -> step());
    }

    @StandsFor(value = DoubleStream.class, method = "generate")
    public static DoubleStream generateDoubles(DoubleSupplier source) {
        return DoubleStream.generate(() -> {
            Meter.step();
            return source.getAsDouble();
        });
    }

    @StandsFor(DoubleStream.class)
    public static DoubleStream iterate(double seed, DoubleUnaryOperator next) {
        return DoubleStream.iterate(seed, value -> {
            Meter.step();
            return next.applyAsDouble(value);
        });
    }

    @StandsFor(DoubleStream.class)
    public static DoubleStream iterate(double seed, DoublePredicate more, DoubleUnaryOperator next) {
        return DoubleStream.iterate(seed, value -> step() && more.test(value), next);
    }

    @StandsFor(DoubleStream.class)
    public static DoubleStream of(double... elements) {
        Cost.linear(elements.length);
        return DoubleStream.of(elements);
    }

    @StandsFor(DoubleStream.class)
    public static DoubleStream sorted(DoubleStream self) {
        return self.peek(value -> Meter.step()).sorted();
    }
}

package dev.understudy.sandbox;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.NullUnmarked;

/**
 * What makes a function of functions. Java's own take no step when they are called, and one that is combined with
 * itself sixty times calls itself 2^60 times.
 */
@NullUnmarked
@SuppressWarnings("overloads")
public final class GuardFunctions {
    private GuardFunctions() {}

    private static <T> Comparator<T> stepping(Comparator<T> order) {
        return (first, second) -> {
            Meter.step();
            return order.compare(first, second);
        };
    }

    private static <T, R> Function<T, R> stepping(Function<T, R> function) {
        return value -> {
            Meter.step();
            return function.apply(value);
        };
    }

    private static <T> Predicate<T> stepping(Predicate<T> test) {
        return value -> {
            Meter.step();
            return test.test(value);
        };
    }

    private static <T, U> BiPredicate<T, U> stepping(BiPredicate<T, U> test) {
        return (first, second) -> {
            Meter.step();
            return test.test(first, second);
        };
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> reversed(Comparator<T> self) {
        return stepping(self.reversed());
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> thenComparing(Comparator<T> self, Comparator<? super T> next) {
        return stepping(self.thenComparing(next));
    }

    @StandsFor(Comparator.class)
    public static <T, U extends Comparable<? super U>> Comparator<T> thenComparing(
            Comparator<T> self, Function<? super T, ? extends U> key) {
        return stepping(self.thenComparing(key));
    }

    @StandsFor(Comparator.class)
    public static <T, U> Comparator<T> thenComparing(
            Comparator<T> self, Function<? super T, ? extends U> key, Comparator<? super U> order) {
        return stepping(self.thenComparing(key, order));
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> thenComparingInt(Comparator<T> self, ToIntFunction<? super T> key) {
        return stepping(self.thenComparingInt(key));
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> thenComparingLong(Comparator<T> self, ToLongFunction<? super T> key) {
        return stepping(self.thenComparingLong(key));
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> thenComparingDouble(Comparator<T> self, ToDoubleFunction<? super T> key) {
        return stepping(self.thenComparingDouble(key));
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> nullsFirst(Comparator<? super T> order) {
        return stepping(Comparator.nullsFirst(order));
    }

    @StandsFor(Comparator.class)
    public static <T> Comparator<T> nullsLast(Comparator<? super T> order) {
        return stepping(Comparator.nullsLast(order));
    }

    @StandsFor(Comparator.class)
    public static <T, U> Comparator<T> comparing(Function<? super T, ? extends U> key, Comparator<? super U> order) {
        return stepping(Comparator.comparing(key, order));
    }

    @StandsFor(Collections.class)
    public static <T> Comparator<T> reverseOrder(Comparator<T> order) {
        return stepping(Collections.reverseOrder(order));
    }

    @StandsFor(Map.Entry.class)
    public static <K, V> Comparator<Map.Entry<K, V>> comparingByKey(Comparator<? super K> order) {
        return stepping(Map.Entry.comparingByKey(order));
    }

    @StandsFor(Map.Entry.class)
    public static <K, V> Comparator<Map.Entry<K, V>> comparingByValue(Comparator<? super V> order) {
        return stepping(Map.Entry.comparingByValue(order));
    }

    @StandsFor(Function.class)
    public static <T, R, V> Function<T, V> andThen(Function<T, R> self, Function<? super R, ? extends V> next) {
        return stepping(self.andThen(next));
    }

    @StandsFor(Function.class)
    public static <T, R, V> Function<V, R> compose(Function<T, R> self, Function<? super V, ? extends T> first) {
        return stepping(self.compose(first));
    }

    @StandsFor(Predicate.class)
    public static <T> Predicate<T> and(Predicate<T> self, Predicate<? super T> other) {
        return stepping(self.and(other));
    }

    @StandsFor(BiPredicate.class)
    public static <T, U> BiPredicate<T, U> and(BiPredicate<T, U> self, BiPredicate<? super T, ? super U> other) {
        return stepping(self.and(other));
    }

    @StandsFor(Predicate.class)
    public static <T> Predicate<T> or(Predicate<T> self, Predicate<? super T> other) {
        return stepping(self.or(other));
    }

    @StandsFor(BiPredicate.class)
    public static <T, U> BiPredicate<T, U> or(BiPredicate<T, U> self, BiPredicate<? super T, ? super U> other) {
        return stepping(self.or(other));
    }

    @StandsFor(Predicate.class)
    public static <T> Predicate<T> negate(Predicate<T> self) {
        return stepping(self.negate());
    }

    @StandsFor(BiPredicate.class)
    public static <T, U> BiPredicate<T, U> negate(BiPredicate<T, U> self) {
        return stepping(self.negate());
    }

    @StandsFor(Predicate.class)
    public static <T> Predicate<T> not(Predicate<? super T> test) {
        return stepping(Predicate.not(test));
    }

    @StandsFor(Predicate.class)
    public static <T> Predicate<T> isEqual(Object other) {
        return value -> GuardObjects.areEqual(other, value);
    }

    @StandsFor(BiFunction.class)
    public static <T, U, R, V> BiFunction<T, U, V> andThen(
            BiFunction<T, U, R> self, Function<? super R, ? extends V> next) {
        BiFunction<T, U, V> both = self.andThen(next);
        return (first, second) -> {
            Meter.step();
            return both.apply(first, second);
        };
    }

    @StandsFor(Consumer.class)
    public static <T> Consumer<T> andThen(Consumer<T> self, Consumer<? super T> next) {
        Consumer<T> both = self.andThen(next);
        return value -> {
            Meter.step();
            both.accept(value);
        };
    }

    @StandsFor(BiConsumer.class)
    public static <T, U> BiConsumer<T, U> andThen(BiConsumer<T, U> self, BiConsumer<? super T, ? super U> next) {
        BiConsumer<T, U> both = self.andThen(next);
        return (first, second) -> {
            Meter.step();
            both.accept(first, second);
        };
    }
}

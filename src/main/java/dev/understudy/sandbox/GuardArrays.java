package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** The static methods of {@link Arrays}. */
@NullUnmarked
public final class GuardArrays {
    private GuardArrays() {}

    @StandsFor(Arrays.class)
    public static boolean equals(int[] first, int[] second) {
        Cost.linear(first == null ? 0 : first.length);
        return Arrays.equals(first, second);
    }

    @StandsFor(Arrays.class)
    public static int hashCode(int[] array) {
        Cost.linear(array == null ? 0 : array.length);
        return Arrays.hashCode(array);
    }

    @StandsFor(Arrays.class)
    public static String toString(int[] array) {
        Cost.text(array == null ? 0 : 24L * array.length);
        return Arrays.toString(array);
    }

    @StandsFor(Arrays.class)
    public static int[] copyOf(int[] array, int length) {
        Cost.references(length);
        return Arrays.copyOf(array, length);
    }

    @StandsFor(Arrays.class)
    public static int[] copyOfRange(int[] array, int from, int to) {
        Cost.references((long) to - from);
        return Arrays.copyOfRange(array, from, to);
    }

    @StandsFor(Arrays.class)
    public static void fill(int[] array, int value) {
        Cost.linear(array.length);
        Arrays.fill(array, value);
    }

    @StandsFor(Arrays.class)
    public static void sort(int[] array) {
        Cost.sort(array.length);
        Arrays.sort(array);
    }

    @StandsFor(Arrays.class)
    public static IntStream stream(int[] array) {
        Cost.linear(array.length);
        return Arrays.stream(array);
    }

    @StandsFor(Arrays.class)
    public static boolean equals(long[] first, long[] second) {
        Cost.linear(first == null ? 0 : first.length);
        return Arrays.equals(first, second);
    }

    @StandsFor(Arrays.class)
    public static int hashCode(long[] array) {
        Cost.linear(array == null ? 0 : array.length);
        return Arrays.hashCode(array);
    }

    @StandsFor(Arrays.class)
    public static String toString(long[] array) {
        Cost.text(array == null ? 0 : 24L * array.length);
        return Arrays.toString(array);
    }

    @StandsFor(Arrays.class)
    public static long[] copyOf(long[] array, int length) {
        Cost.references(length);
        return Arrays.copyOf(array, length);
    }

    @StandsFor(Arrays.class)
    public static long[] copyOfRange(long[] array, int from, int to) {
        Cost.references((long) to - from);
        return Arrays.copyOfRange(array, from, to);
    }

    @StandsFor(Arrays.class)
    public static void fill(long[] array, long value) {
        Cost.linear(array.length);
        Arrays.fill(array, value);
    }

    @StandsFor(Arrays.class)
    public static void sort(long[] array) {
        Cost.sort(array.length);
        Arrays.sort(array);
    }

    @StandsFor(Arrays.class)
    public static LongStream stream(long[] array) {
        Cost.linear(array.length);
        return Arrays.stream(array);
    }

    @StandsFor(Arrays.class)
    public static boolean equals(double[] first, double[] second) {
        Cost.linear(first == null ? 0 : first.length);
        return Arrays.equals(first, second);
    }

    @StandsFor(Arrays.class)
    public static int hashCode(double[] array) {
        Cost.linear(array == null ? 0 : array.length);
        return Arrays.hashCode(array);
    }

    @StandsFor(Arrays.class)
    public static String toString(double[] array) {
        Cost.text(array == null ? 0 : 24L * array.length);
        return Arrays.toString(array);
    }

    @StandsFor(Arrays.class)
    public static double[] copyOf(double[] array, int length) {
        Cost.references(length);
        return Arrays.copyOf(array, length);
    }

    @StandsFor(Arrays.class)
    public static double[] copyOfRange(double[] array, int from, int to) {
        Cost.references((long) to - from);
        return Arrays.copyOfRange(array, from, to);
    }

    @StandsFor(Arrays.class)
    public static void fill(double[] array, double value) {
        Cost.linear(array.length);
        Arrays.fill(array, value);
    }

    @StandsFor(Arrays.class)
    public static void sort(double[] array) {
        Cost.sort(array.length);
        Arrays.sort(array);
    }

    @StandsFor(Arrays.class)
    public static DoubleStream stream(double[] array) {
        Cost.linear(array.length);
        return Arrays.stream(array);
    }

    @StandsFor(Arrays.class)
    public static void setAll(int[] array, IntUnaryOperator value) {
        Cost.linear(array.length);
        Arrays.setAll(array, value);
    }

    @StandsFor(Arrays.class)
    public static void setAll(long[] array, IntToLongFunction value) {
        Cost.linear(array.length);
        Arrays.setAll(array, value);
    }

    @StandsFor(Arrays.class)
    public static void setAll(double[] array, IntToDoubleFunction value) {
        Cost.linear(array.length);
        Arrays.setAll(array, value);
    }

    @StandsFor(Arrays.class)
    public static <T> void setAll(T[] array, IntFunction<? extends T> value) {
        Cost.linear(array.length);
        Arrays.setAll(array, value);
    }

    @StandsFor(Arrays.class)
    public static boolean equals(Object[] first, Object[] second) {
        Walk.of(first);
        return Arrays.equals(first, second);
    }

    @StandsFor(Arrays.class)
    public static int hashCode(Object[] array) {
        Walk.of(array);
        return array == null ? 0 : GuardObjects.hashOf(array);
    }

    @StandsFor(Arrays.class)
    public static String toString(Object[] array) {
        Walk.of(array);
        return array == null ? "null" : Text.of(Arrays.asList(array));
    }

    @StandsFor(Arrays.class)
    public static boolean deepEquals(Object[] first, Object[] second) {
        Walk.of(first);
        return Arrays.deepEquals(first, second);
    }

    @StandsFor(Arrays.class)
    public static int deepHashCode(Object[] array) {
        Walk.of(array);
        return array == null ? 0 : deepHash(array);
    }

    private static int deepHash(Object[] array) {
        int hash = 1;
        for (Object each : array) {
            hash = 31 * hash
                    + switch (each) {
                        case Object[] inner -> deepHash(inner);
                        case int[] inner -> Arrays.hashCode(inner);
                        case long[] inner -> Arrays.hashCode(inner);
                        case double[] inner -> Arrays.hashCode(inner);
                        case null, default -> Hash.of(each);
                    };
        }
        return hash;
    }

    @StandsFor(Arrays.class)
    public static <T> T[] copyOf(T[] array, int length) {
        Cost.references(length);
        return Arrays.copyOf(array, length);
    }

    @StandsFor(Arrays.class)
    public static <T> T[] copyOfRange(T[] array, int from, int to) {
        Cost.references((long) to - from);
        return Arrays.copyOfRange(array, from, to);
    }

    @StandsFor(Arrays.class)
    public static void fill(Object[] array, Object value) {
        Cost.linear(array.length);
        Arrays.fill(array, value);
    }

    @StandsFor(Arrays.class)
    public static void sort(Object[] array) {
        sort(array, null);
    }

    @StandsFor(Arrays.class)
    public static <T> void sort(T[] array, Comparator<? super T> order) {
        Walk.of(array);
        Cost.sort(array.length);
        Arrays.sort(array, order);
    }

    @StandsFor(Arrays.class)
    public static <T> Stream<T> stream(T[] array) {
        Cost.linear(array.length);
        return Arrays.stream(array);
    }
}

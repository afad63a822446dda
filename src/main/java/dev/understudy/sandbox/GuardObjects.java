package dev.understudy.sandbox;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** What each object can do, and {@link Objects}. Null goes to Java as it comes from the rules. */
@NullUnmarked
@SuppressWarnings("ReferenceEquality")
public final class GuardObjects {
    private GuardObjects() {}

    /** Takes the steps that hashing or comparing a container would; for what the engine hashes by itself. */
    public static void walk(Object object) {
        Walk.of(object);
    }

    @StandsFor(Object.class)
    public static boolean equals(Object self, Object other) {
        if (self instanceof String text) {
            Cost.scan(text, other);
            return text.equals(other);
        }
        walkBoth(self, other);
        return self.equals(other);
    }

    private static void walkBoth(Object self, Object other) {
        if (self != null && other != null && self != other && Walk.isContainer(self) && Walk.isContainer(other)) {
            Walk.of(self);
            Walk.of(other);
        }
    }

    @StandsFor(Object.class)
    public static int hashCode(Object self) {
        Walk.of(self);
        return Hash.of(self);
    }

    @StandsFor(Object.class)
    public static String toString(Object self) {
        return Text.of(Objects.requireNonNull(self));
    }

    @StandsFor(value = Object.class, method = "hashCode", superCall = true)
    public static int superHashCode(Object self) {
        return Hash.identity(self);
    }

    @StandsFor(value = Object.class, method = "toString", superCall = true)
    public static String superToString(Object self) {
        return Text.nameOf(self);
    }

    @StandsFor(Throwable.class)
    public static String getMessage(Throwable self) {
        return Messages.of(self);
    }

    @StandsFor(value = Object.class, method = "clone")
    public static Object copy(Object array) {
        Cost.references(java.lang.reflect.Array.getLength(array));
        return switch (array) {
            case Object[] each -> each.clone();
            case int[] each -> each.clone();
            case long[] each -> each.clone();
            case double[] each -> each.clone();
            case float[] each -> each.clone();
            case boolean[] each -> each.clone();
            case char[] each -> each.clone();
            case byte[] each -> each.clone();
            case short[] each -> each.clone();
            default -> throw new IllegalArgumentException("Only arrays can be cloned.");
        };
    }

    @StandsFor(value = Objects.class, method = "equals")
    public static boolean areEqual(Object first, Object second) {
        return first == second || (first != null && equals(first, second));
    }

    @StandsFor(value = Objects.class, method = "deepEquals")
    public static boolean areDeepEqual(Object first, Object second) {
        walkBoth(first, second);
        return Objects.deepEquals(first, second);
    }

    @StandsFor(value = Objects.class, method = "hash")
    public static int hashOf(Object... values) {
        if (values == null) {
            return 0;
        }
        int hash = 1;
        for (Object each : values) {
            Meter.step();
            hash = 31 * hash + hashOrZero(each);
        }
        return hash;
    }

    @StandsFor(value = Objects.class, method = "hashCode")
    public static int hashOrZero(Object object) {
        return object == null ? 0 : hashCode(object);
    }

    @StandsFor(value = Objects.class, method = "toString")
    public static String textOf(Object object) {
        return Text.of(object);
    }

    @StandsFor(value = Objects.class, method = "toString")
    public static String textOr(Object object, String ifNull) {
        return object == null ? ifNull : Text.of(object);
    }

    @StandsFor(Comparator.class)
    public static <T> int compare(Comparator<T> self, T first, T second) {
        Walk.of(first);
        return self.compare(first, second);
    }

    @StandsFor(Comparable.class)
    public static <T> int compareTo(Comparable<T> self, T other) {
        if (self instanceof String text) {
            Cost.scan(text, other);
        }
        return self.compareTo(other);
    }
}

package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.PriorityQueue;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;

/** What a call of Java costs, in steps and bytes, told to the {@link Meter} before the call. */
final class Cost {
    /** More than any budget, and far from an overflow. */
    private static final long MOST = 1L << 50;

    private static final int PER_STEP = 4;
    private static final int SCAN_PER_STEP = 8;
    private static final int LONG_TEXT = 1024;

    private static final int LARGE = 4096;
    private static final int FEW = 64;

    /** Whether collections of a class may be views that count; TreeSet is one of a part of a map, for one. */
    private static final ClassValue<Boolean> COUNTS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.getClassLoader() == null
                    && !(HashMap.class.isAssignableFrom(type)
                            || HashSet.class.isAssignableFrom(type)
                            || KNOWING.contains(type)
                            || type.getName().startsWith("java.util.HashMap$")
                            || type.getName().startsWith("java.util.LinkedHashMap$"));
        }
    };

    private static final Set<Class<?>> KNOWING =
            Set.of(TreeMap.class, LinkedList.class, ArrayDeque.class, PriorityQueue.class, EnumMap.class);

    private Cost() {}

    /** So many steps. */
    static void steps(long number) {
        Meter.steps(Math.min(number, MOST));
    }

    /** Something simple with each of so many elements. */
    static void linear(long elements) {
        if (elements >= 1 << PER_STEP) {
            steps(elements >> PER_STEP);
        }
    }

    /** A comparison or search at the speed of memory. */
    static void scan(long elements) {
        if (elements >= LONG_TEXT) {
            steps(elements >> SCAN_PER_STEP);
        }
    }

    /** The comparison of two texts. */
    static void scan(String first, Object second) {
        int length = first.length();
        if (length >= LONG_TEXT && second instanceof CharSequence other) {
            scan(Math.min(length, other.length()));
        }
    }

    /** A new text. */
    static void text(long length) {
        if (length >= 1 << PER_STEP) {
            linear(length);
            allocate(length * 2);
        }
    }

    /** A new array or list of references. */
    static void references(long length) {
        linear(length);
        allocate(length * 8);
    }

    /** New entries of a set or map. */
    static void entries(long number) {
        linear(number);
        allocate(number * 48);
    }

    /** Comes before one more element in a list, set or map of so many: now and then its table grows by as much. */
    static void growth(int size) {
        if (size >= LARGE && (size & (size - 1)) == 0) {
            allocate(16L * size);
        }
    }

    /** A size that was counted one by one, unless the collection is known to know it. */
    static int counted(Object collection, int size) {
        if (size >= FEW && !(collection instanceof RandomAccess) && COUNTS.get(collection.getClass())) {
            linear(size);
        }
        return size;
    }

    static void allocate(long bytes) {
        Meter.allocate(Math.min(bytes, MOST));
    }

    /** A product that stays at the most there is. */
    static long times(long first, long second) {
        return Math.multiplyHigh(first, second) != 0 ? MOST : Math.min(MOST, Math.max(0, first * second));
    }

    /** A sort of so many elements. */
    static void sort(long elements) {
        linear(times(elements, 64 - Long.numberOfLeadingZeros(elements)));
    }

    /** The search of one text in another. */
    static void search(long length, long part) {
        long work = times(length, Math.max(1, part));
        if (work >= LONG_TEXT) {
            steps(work >> 6);
        }
    }

    /** Room for more at the end of a text that is being built. */
    static void room(StringBuilder text, long more) {
        long wanted = text.length() + more;
        if (wanted > text.capacity()) {
            allocate(2 * Math.max(wanted, 2L * text.capacity()));
        }
        linear(more);
    }
}

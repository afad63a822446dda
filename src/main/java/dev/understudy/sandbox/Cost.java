package dev.understudy.sandbox;

/** What a call of Java costs, in steps and bytes, told to the {@link Meter} before the call. */
final class Cost {
    /** More than any budget, and far from an overflow. */
    private static final long MOST = 1L << 50;

    private static final int PER_STEP = 4;
    private static final int SCAN_PER_STEP = 8;
    private static final int LONG_TEXT = 1024;

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

package dev.understudy.decision;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight bytes at a time: a batch looks at each of its bytes for them. */
final class Newlines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PATTERN = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Newlines() {}

    /** How many there are from {@code from} to before {@code to}. */
    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            count += Long.bitCount(marks((long) LONGS.get(bytes, i)));
        }
        for (; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The index of the first from {@code from} to before {@code to}, or {@code to} when there is none. */
    static int first(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long marks = marks((long) LONGS.get(bytes, i));
            if (marks != 0) {
                return i + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The highest bit of each byte that is a newline. */
    private static long marks(long eight) {
        long differing = eight ^ PATTERN;
        return ~(((differing & LOW_BITS) + LOW_BITS) | differing | LOW_BITS);
    }
}

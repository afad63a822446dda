package dev.understudy.engine.facts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks over the bytes of a body before it is parsed: Jackson takes UTF-16 and sloppy UTF-8 too. */
final class Utf8Check {
    /** Every byte is ASCII and there is no escape in a string. */
    static final int PLAIN = -1;
    /** UTF-8 as RFC 3629 has it, with {@code \} somewhere: strings may hold escaped halves of surrogate pairs. */
    static final int ESCAPED = -2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    private Utf8Check() {}

    /**
     * How many bytes the first characters of UTF-8 have.
     *
     * @param chars as Java counts them: those beyond U+FFFF are two
     */
    static int bytesOf(int chars, byte[] utf8, int offset) {
        int at = offset;
        for (int left = chars; left > 0; left--) {
            int lead = utf8[at] & 0xff;
            if (lead >= 0xf0) {
                at += 4;
                left--;
            } else {
                at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 3;
            }
        }
        return at - offset;
    }

    /** {@link #PLAIN} or {@link #ESCAPED}, or the index of the first byte that is not UTF-8. */
    static int look(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        int escapes = PLAIN;
        while (i < end) {
            if (i + Long.BYTES <= end) {
                long word = (long) LONGS.get(bytes, i);
                long other = word ^ BACKSLASHES;
                if (((other - LOW_BITS) & ~other & HIGH_BITS) != 0) {
                    escapes = ESCAPED;
                }
                if ((word & HIGH_BITS) == 0) {
                    i += Long.BYTES;
                    continue;
                }
            }
            byte b = bytes[i];
            if (b == '\\') {
                escapes = ESCAPED;
            }
            int width = b >= 0 ? 1 : width(bytes, i, end);
            if (width == 0) {
                return i;
            }
            i += width;
        }
        return escapes;
    }

    /** How many bytes the character at {@code i} takes, or 0 if it is none (the table of RFC 3629, section 4). */
    private static int width(byte[] bytes, int i, int end) {
        int lead = bytes[i] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        int width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (i + width > end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int k = 2; k < width; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return width;
    }
}

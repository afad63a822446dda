package dev.understudy.decision;

import dev.understudy.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The name of a decision: a UUID of version 7 (RFC 9562), which sorts by the millisecond in which it was made.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record DecisionId(long high, long low) {
    private static final short[] PAIRS = pairs();
    private static final ThreadLocal<SplittableRandom> RANDOM =
            ThreadLocal.withInitial(() -> new SplittableRandom(new SecureRandom().nextLong()));

    /** A new one. */
    static DecisionId at(long epochMillis) {
        SplittableRandom random = RANDOM.get();
        long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        return new DecisionId(high, (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    /** As it is written. */
    String text() {
        return new UUID(high, low).toString();
    }

    /** Writes it, 36 characters, behind what {@code out} has. */
    void write(Utf8Sink out) {
        byte[] text = new byte[36];
        hex(high >>> 32, 8, text, 0);
        text[8] = '-';
        hex(high >>> 16, 4, text, 9);
        text[13] = '-';
        hex(high, 4, text, 14);
        text[18] = '-';
        hex(low >>> 48, 4, text, 19);
        text[23] = '-';
        hex(low, 12, text, 24);
        out.raw(text);
    }

    /** Two digits at a time. */
    private static void hex(long bits, int digits, byte[] text, int at) {
        long rest = bits;
        for (int i = at + digits - 2; i >= at; i -= 2) {
            short pair = PAIRS[(int) rest & 0xff];
            text[i] = (byte) (pair >> 8);
            text[i + 1] = (byte) pair;
            rest >>>= 8;
        }
    }

    private static short[] pairs() {
        byte[] digits = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        short[] pairs = new short[256];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (digits[i >> 4] << 8 | digits[i & 15]);
        }
        return pairs;
    }
}

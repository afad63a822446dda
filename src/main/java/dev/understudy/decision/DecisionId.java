package dev.understudy.decision;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Names decisions: UUIDs of version 7 (RFC 9562), which sort by the millisecond in which they were made. */
final class DecisionId {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final ThreadLocal<SplittableRandom> RANDOM =
            ThreadLocal.withInitial(() -> new SplittableRandom(new SecureRandom().nextLong()));

    private DecisionId() {}

    static String next(long epochMillis) {
        SplittableRandom random = RANDOM.get();
        long high = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        byte[] text = new byte[36];
        int at = 0;
        for (int i = 0; i < 32; i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                text[at++] = '-';
            }
            long half = i < 16 ? high : low;
            text[at++] = (byte) HEX[(int) (half >>> (60 - (i % 16) * 4)) & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}

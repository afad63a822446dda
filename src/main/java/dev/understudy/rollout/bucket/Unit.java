package dev.understudy.rollout.bucket;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** The value of a routing key, in the form in which it is hashed: NFC, then UTF-8. Immutable. */
public final class Unit {
    /** All characters before the first combining one are as NFC wants them. */
    private static final char FIRST_COMBINING = '\u0300';

    private final byte[] utf8;

    private Unit(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * The unit of a text; null when there is none: no text, an empty one, or one with half of a surrogate pair, which
     * has no UTF-8. Blanks and case count: {@code "a "} is not {@code "a"}.
     */
    public static @Nullable Unit of(@Nullable String text) {
        if (text == null || text.isEmpty() || !isWellFormed(text)) {
            return null;
        }
        return new Unit(bytes(text));
    }

    /** As {@link #of}, but takes the empty text too: for vectors alone. */
    public static @Nullable Unit evenEmpty(String text) {
        return isWellFormed(text) ? new Unit(bytes(text)) : null;
    }

    private static byte[] bytes(String text) {
        String normal = isSimple(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        return normal.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    byte[] utf8() {
        return utf8;
    }
}

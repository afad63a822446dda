package dev.understudy.sandbox;

import java.util.regex.Pattern;

/**
 * Refuses patterns that could run for long without reading a character: each group with alternatives, or that may be
 * left out, multiplies the ways to match nothing.
 */
final class PatternLimits {
    private static final int MOST_LENGTH = 500;
    private static final long MOST_WAYS = 1 << 16;

    private PatternLimits() {}

    static String check(String pattern, int flags) {
        if (pattern.length() > MOST_LENGTH) {
            throw new IllegalArgumentException(
                    "A pattern has at most " + MOST_LENGTH + " characters; this one has " + pattern.length() + ".");
        }
        if ((flags & Pattern.CANON_EQ) != 0) {
            throw new IllegalArgumentException("Patterns can't have the flag CANON_EQ in rules.");
        }
        if ((flags & Pattern.LITERAL) == 0 && ways(pattern) > MOST_WAYS) {
            throw new IllegalArgumentException("The pattern has too many alternatives and optional groups.");
        }
        return pattern;
    }

    /** An upper bound of the ways in which it may match nothing. */
    private static long ways(String pattern) {
        long ways = 1;
        long[] alternatives = new long[pattern.length() + 1];
        int depth = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length() && ways <= MOST_WAYS; i++) {
            char at = pattern.charAt(i);
            if (at == '\\') {
                i++;
            } else if (inClass) {
                inClass = at != ']';
            } else if (at == '[') {
                inClass = true;
            } else if (at == '(') {
                alternatives[++depth] = 0;
            } else if (at == '|') {
                alternatives[depth]++;
            } else if (at == ')' && depth > 0) {
                ways *= alternatives[depth--] + 1 + (isRepeated(pattern, i + 1) ? 1 : 0);
            }
        }
        return ways * (alternatives[0] + 1);
    }

    private static boolean isRepeated(String pattern, int next) {
        return next < pattern.length() && "?*+{".indexOf(pattern.charAt(next)) >= 0;
    }
}

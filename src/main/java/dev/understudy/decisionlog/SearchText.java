package dev.understudy.decisionlog;

import dev.understudy.content.Sha256;

/**
 * The texts that a decision is found by, as they stand in the columns {@code routing_key} and {@code tags}. An index
 * takes no text of any length, and PostgreSQL none that holds U+0000: so they are made to fit here, in writing and in
 * searching alike.
 */
public final class SearchText {
    /** Values of outcomes that have more characters are not searched for. */
    public static final int MOST_VALUE_CHARACTERS = 100;

    /** At three bytes each, this is half of what an entry of an index may have. */
    private static final int MOST_CHARACTERS = 400;

    private static final int KEPT_CHARACTERS = 300;
    private static final char REPLACEMENT = '\ufffd';

    private SearchText() {}

    /** What stands in {@code routing_key} for a routing key. */
    public static String routingKey(String key) {
        return fit(key);
    }

    /** The tag of a rule that fired. */
    public static String rule(String name) {
        return fit("rule:" + name);
    }

    /** The tag of a type of which the outcome has a fact. */
    public static String type(String name) {
        return fit("type:" + name);
    }

    /**
     * The tag of a value in the outcome.
     *
     * @param path the type and the field, {@code Compensation.amount}; deeper fields follow after further dots, and
     *     lists and maps have no part of their own
     * @param text a text as it is, a number as it stands in the JSON, {@code true} or {@code false}; at most {@value
     *     #MOST_VALUE_CHARACTERS} characters
     */
    public static String value(String path, String text) {
        return fit("value:" + path + "=" + text);
    }

    /** What is too long becomes its start and the SHA-256 of all of it: equal texts stay equal, others differ. */
    private static String fit(String text) {
        String clean = isClean(text) ? text : cleaned(text);
        if (clean.length() <= MOST_CHARACTERS) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(KEPT_CHARACTERS - 1)) ? KEPT_CHARACTERS - 1 : KEPT_CHARACTERS;
        return clean.substring(0, end) + "…" + Sha256.hex(clean);
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}

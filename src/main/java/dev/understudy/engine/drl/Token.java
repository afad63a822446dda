package dev.understudy.engine.drl;

/**
 * One word, number, text or sign of DRL or Java.
 *
 * @param kind which
 * @param start offset of its first letter
 * @param end offset behind its last
 * @param text its letters
 */
public record Token(Kind kind, int start, int end, String text) {
    /** What a token is. */
    public enum Kind {
        /** A name or a keyword. */
        WORD,
        /** Something that starts with a digit. */
        NUMBER,
        /** Something in quotes. */
        TEXT,
        /** An operator or a bracket. */
        SIGN
    }

    /** Whether it is this word or sign. */
    public boolean is(String other) {
        return kind != Kind.TEXT && text.equals(other);
    }
}

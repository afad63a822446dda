package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;

/**
 * A text of rules, and where each of its lines comes from.
 *
 * @param path from the top of the rules repository
 * @param text DRL; for a decision table what was made of it
 * @param origin gives the place that its author knows
 * @param lines of the text
 */
public record DrlFile(String path, String text, Origin origin, Lines lines) {
    /** Finds the lines of the text. */
    public DrlFile(String path, String text, Origin origin) {
        this(path, text, origin, Lines.of(text));
    }

    /** Where a line and column of the text come from. */
    @FunctionalInterface
    public interface Origin {
        /** The place in the author's file of a line and column of the text, both counted from 1. */
        Place of(int line, int column);
    }

    /** A file that was written as it stands. */
    public static DrlFile written(String path, String text) {
        return new DrlFile(path, text, (line, column) -> new Place(path, line, column));
    }

    /** Whether it was made of a decision table. */
    public boolean isTable() {
        return !path.endsWith(".drl");
    }

    /** The place of the character at {@code offset}. */
    public Place place(int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = lines.line(end);
        return origin.of(line, end - lines.start(line) + 1);
    }

    /** An error at the character at {@code offset}. */
    public Diagnostic error(int offset, String message) {
        return place(offset).error(message);
    }
}

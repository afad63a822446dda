package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;

/**
 * A text of rules, and where each of its lines comes from.
 *
 * @param path from the top of the rules repository
 * @param text DRL; for a decision table what was made of it
 * @param origin gives the place that its author knows
 */
public record DrlFile(String path, String text, Origin origin) {
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
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return origin.of(line, end - lineStart + 1);
    }

    /** An error at the character at {@code offset}. */
    public Diagnostic error(int offset, String message) {
        return place(offset).error(message);
    }
}

package dev.understudy.testsupport;

/**
 * A text in which {@code §} stands where a diagnostic is expected to point.
 *
 * @param text without the mark
 * @param line of the mark, counted from 1
 * @param column of the mark, counted from 1
 */
public record Marked(String text, int line, int column) {
    private static final char MARK = '§';

    /** Takes the mark out. */
    public static Marked of(String marked) {
        int at = marked.indexOf(MARK);
        if (at < 0 || marked.indexOf(MARK, at + 1) >= 0) {
            throw new IllegalArgumentException("One place is marked with " + MARK + ".");
        }
        String before = marked.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Marked(before + marked.substring(at + 1), line, at - before.lastIndexOf('\n'));
    }

    /** The place in a file: {@code acme/rules.drl:3:5}. */
    public String in(String file) {
        return file + ":" + line + ":" + column;
    }
}

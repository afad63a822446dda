package dev.understudy.engine.table;

/**
 * Invisible marks around the texts of cells. Drools carries them through its templates like any other letter, so that
 * the DRL itself says where each of its letters comes from; then they are taken out.
 */
final class Marks {
    /** A value starts; two letters with the cell's number follow. */
    static final char VALUE = '\uf8f0';

    /** That value ends; two letters with the cell's number follow. */
    static final char END = '\uf8f1';

    /** Code of a table's head starts; two letters with the cell's number follow. */
    static final char HEAD = '\uf8f2';

    /** Letters of a mark. */
    static final int LENGTH = 3;

    private static final char DIGIT = '\ue000';
    private static final int BASE = 4096;
    private static final String QUOTES = "\"\u201c\u201d";

    private Marks() {}

    /** Whether a text holds letters that are marks. */
    static boolean occurIn(String text) {
        return text.chars().anyMatch(c -> c >= DIGIT && c <= HEAD);
    }

    static String mark(char kind, int cell) {
        return new String(new char[] {kind, (char) (DIGIT + cell / BASE), (char) (DIGIT + cell % BASE)});
    }

    static int cell(String text, int at) {
        return (text.charAt(at + 1) - DIGIT) * BASE + (text.charAt(at + 2) - DIGIT);
    }

    /** Quotes stay outermost, as Drools looks at the first and the last letter of a value. */
    static String value(int cell, String text) {
        int from = !text.isEmpty() && QUOTES.indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        int to = text.length() > from && QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0
                ? text.length() - 1
                : text.length();
        return text.substring(0, from)
                + mark(VALUE, cell)
                + text.substring(from, to)
                + mark(END, cell)
                + text.substring(to);
    }

    static String head(int cell, String text) {
        return mark(HEAD, cell) + text;
    }
}

package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;
import java.util.Optional;

/** Finds a text that is opened and never closed: the parser then reads on to the end of the file and loses its way. */
final class UnclosedText {
    private UnclosedText() {}

    /** An error at the first quote that is not closed on its line, if there is one. */
    static Optional<Diagnostic> in(DrlFile file) {
        String text = file.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' && startsLine(text, i) || text.startsWith("//", i)) {
                i = endOfLine(text, i);
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("\"\"\"", i)) {
                int end = text.indexOf("\"\"\"", i + 3);
                i = end < 0 ? text.length() : end + 2;
            } else if (c == '"' || c == '\'') {
                int end = closing(text, i);
                if (end < 0) {
                    return Optional.of(file.error(i, "This text has no closing quote."));
                }
                i = end;
            }
        }
        return Optional.empty();
    }

    private static boolean startsLine(String text, int at) {
        return text.substring(text.lastIndexOf('\n', at) + 1, at).isBlank();
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int closing(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == text.charAt(open)) {
                return i;
            } else if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }
}

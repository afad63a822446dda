package dev.understudy.ruleset;

import java.util.Comparator;

/**
 * What is wrong, and where.
 *
 * @param severity whether it stops the ruleset
 * @param file path from the top of the rules repository, {@code flight-compensation/eu261.drl}; for a cell of a
 *     spreadsheet {@code flight-compensation/amounts.drl.xlsx!Sheet1!C7}
 * @param line counted from 1
 * @param column counted from 1
 * @param message one sentence, in the compiler's words where it has good ones
 */
public record Diagnostic(Severity severity, String file, int line, int column, String message)
        implements Comparable<Diagnostic> {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::severity)
            .thenComparing(Diagnostic::file)
            .thenComparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::message);

    /** How bad it is. */
    public enum Severity {
        /** The ruleset can't be used. */
        ERROR,
        /** The ruleset can be tried on a branch, and can't become {@code main}: a scenario fails. */
        FAILURE,
        /** Worth knowing. */
        WARNING
    }

    /** A place is always given; what has none is at 1:1 of its file. */
    public Diagnostic {
        line = Math.max(1, line);
        column = Math.max(1, column);
    }

    /** Something that stops the ruleset. */
    public static Diagnostic error(String file, int line, int column, String message) {
        return new Diagnostic(Severity.ERROR, file, line, column, message);
    }

    /** A scenario that expects something else. */
    public static Diagnostic failure(String file, int line, int column, String message) {
        return new Diagnostic(Severity.FAILURE, file, line, column, message);
    }

    /** Something that is worth knowing. */
    public static Diagnostic warning(String file, int line, int column, String message) {
        return new Diagnostic(Severity.WARNING, file, line, column, message);
    }

    /** {@code file:line:column message}, as compilers write it. */
    public String text() {
        String mark = severity == Severity.WARNING ? "warning: " : "";
        return file + ":" + line + ":" + column + " " + mark + message;
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }
}

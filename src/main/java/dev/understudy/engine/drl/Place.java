package dev.understudy.engine.drl;

import dev.understudy.ruleset.Diagnostic;

/**
 * A place that an author can go to.
 *
 * @param file path from the top of the rules repository
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(String file, int line, int column) {
    /** An error here. */
    public Diagnostic error(String message) {
        return Diagnostic.error(file, line, column, message);
    }

    /** A warning here. */
    public Diagnostic warning(String message) {
        return Diagnostic.warning(file, line, column, message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

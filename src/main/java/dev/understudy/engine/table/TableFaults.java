package dev.understudy.engine.table;

import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one table: all of it, cell by cell. */
final class TableFaults {
    private static final int MOST = 100;

    private final String path;
    private final List<Diagnostic> found = new ArrayList<>();

    TableFaults(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** Something that concerns the file as a whole. */
    void file(String message) {
        file(1, 1, message);
    }

    void file(int line, int column, String message) {
        add(Diagnostic.error(path, line, column, message));
    }

    void cell(CellPlace place, String message) {
        add(place.error(message));
    }

    void cell(Grid grid, GridCell cell, String message) {
        cell(grid.place(cell), message);
    }

    private void add(Diagnostic diagnostic) {
        if (found.size() < MOST) {
            found.add(diagnostic);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    TableResult.Faulty result() {
        return new TableResult.Faulty(found.stream().sorted().distinct().toList());
    }
}

package dev.understudy.engine.table;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The cells of one sheet that have something in them, by row and column. */
final class Grid {
    /** More rows than this are no table that a person keeps. */
    static final int MOST_ROWS = 20_000;

    /** More cells than this are no table that a person keeps. */
    static final int MOST_CELLS = 500_000;

    /** What one cell may hold; the limit of spreadsheets themselves. */
    static final int LONGEST_TEXT = 32_767;

    private final String path;
    private final String sheet;
    private final Format format;
    private final NavigableMap<Integer, NavigableMap<Integer, GridCell>> rows = new TreeMap<>();
    private int size;

    Grid(String path, String sheet, Format format) {
        this.path = path;
        this.sheet = sheet;
        this.format = format;
    }

    /** Adds a cell, unless it is blank. */
    void put(GridCell cell) {
        if (!cell.isBlank()
                && rows.computeIfAbsent(cell.row(), row -> new TreeMap<>()).put(cell.column(), cell) == null) {
            size++;
        }
    }

    void remove(GridCell cell) {
        row(cell.row()).remove(cell.column());
    }

    String sheet() {
        return sheet;
    }

    int size() {
        return size;
    }

    int lastRow() {
        return rows.isEmpty() ? -1 : rows.lastKey();
    }

    List<Integer> rowNumbers() {
        return List.copyOf(rows.keySet());
    }

    Collection<GridCell> cells(int row) {
        return List.copyOf(row(row).values());
    }

    private Map<Integer, GridCell> row(int row) {
        NavigableMap<Integer, GridCell> found = rows.get(row);
        return found == null ? Collections.emptyMap() : found;
    }

    Optional<GridCell> cell(int row, int column) {
        return Optional.ofNullable(row(row).get(column));
    }

    /** Where a cell stands, be it filled or not. */
    CellPlace place(int row, int column) {
        GridCell cell = cell(row, column).orElse(GridCell.ofSheet(row, column, "", ""));
        return place(cell);
    }

    CellPlace place(GridCell cell) {
        return switch (format) {
            case XLSX ->
                new CellPlace(
                        path + "!" + sheet + "!" + cell.reference(),
                        cell.row() + 1,
                        cell.column() + 1,
                        sheet,
                        cell.reference());
            case CSV -> new CellPlace(path, cell.line(), cell.character(), sheet, cell.reference());
        };
    }
}

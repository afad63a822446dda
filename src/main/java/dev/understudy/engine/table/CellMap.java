package dev.understudy.engine.table;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each letter of the DRL of a decision table comes from. Immutable. */
public final class CellMap {
    private final Grid grid;
    private final List<Line> lines;
    private final Map<String, GridCell> rules;

    /**
     * A stretch of a line.
     *
     * @param column its first column, counted from 1
     * @param cell where it comes from
     * @param isValue whether it is a value of a row, and not code of the table's head
     */
    record Span(int column, GridCell cell, boolean isValue) {}

    /**
     * One line of the DRL.
     *
     * @param spans from left to right; never empty, and the first starts at column 1
     * @param rule the row and table it belongs to; null above the rules
     */
    record Line(List<Span> spans, @Nullable RuleRow rule) {}

    /** A row with its table. */
    record RuleRow(RuleTable table, TableRow row) {}

    CellMap(Grid grid, List<Line> lines, Map<String, GridCell> rules) {
        this.grid = grid;
        this.lines = List.copyOf(lines);
        this.rules = Map.copyOf(rules);
    }

    /**
     * The cell that a place in the DRL comes from. What no cell wrote, {@code then} say, comes from the first cell of
     * its row.
     *
     * @param drlLine counted from 1; a line beyond the text is taken for its nearest
     * @param drlColumn counted from 1; without one (0 or less) it is the first value in the line
     */
    public CellPlace place(int drlLine, int drlColumn) {
        return grid.place(span(line(drlLine), drlColumn).cell());
    }

    /**
     * An error that a compiler found in the DRL, in the cell to be mended. A bracket or a quote that a cell leaves open
     * is often found cells later: the cell that left it open is named then.
     *
     * @param drlLine counted from 1
     * @param drlColumn counted from 1; 0 or less when it is not known
     */
    public Diagnostic error(int drlLine, int drlColumn, String message) {
        Line line = line(drlLine);
        Span found = span(line, drlColumn);
        GridCell cell = found.cell();
        if (line.rule() != null) {
            cell = Balance.culprit(line.rule(), found).orElse(cell);
        }
        return grid.place(cell).error(message);
    }

    /** Where a rule's row is: its NAME cell, or the first filled cell of the row; empty when there is no such rule. */
    public Optional<CellPlace> rule(String name) {
        return Optional.ofNullable(rules.get(name)).map(grid::place);
    }

    private Line line(int drlLine) {
        return lines.get(Math.clamp(drlLine, 1, lines.size()) - 1);
    }

    private static Span span(Line line, int column) {
        if (column <= 0) {
            return line.spans().stream()
                    .filter(Span::isValue)
                    .findFirst()
                    .orElse(line.spans().getFirst());
        }
        Span found = line.spans().getFirst();
        for (Span span : line.spans()) {
            if (span.column() <= column) {
                found = span;
            }
        }
        return found;
    }
}

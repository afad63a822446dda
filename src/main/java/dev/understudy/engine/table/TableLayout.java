package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.ActionType.Code;
import org.jspecify.annotations.Nullable;

/**
 * What stands where on a sheet, found in the way of Drools' own {@code DefaultRuleSheetListener}: a table starts at a
 * cell {@code RuleTable <name>}, has four rows of heads below it, and ends before an empty row. Used once.
 */
final class TableLayout {
    private final Grid grid;
    private final TableFaults faults;
    private final List<RuleTable> tables = new ArrayList<>();
    private final List<Property> properties = new ArrayList<>();
    private @Nullable RuleTable open;

    private TableLayout(Grid grid, TableFaults faults) {
        this.grid = grid;
        this.faults = faults;
    }

    static TableLayout of(Grid grid, TableFaults faults) {
        TableLayout layout = new TableLayout(grid, faults);
        for (int row : grid.rowNumbers()) {
            layout.take(row, grid.cells(row));
        }
        return layout;
    }

    /** The rule tables from top to bottom. */
    List<RuleTable> tables() {
        return tables;
    }

    /** The rows outside of the tables. */
    List<Property> properties() {
        return properties;
    }

    /** Whether a cell starts a rule table. */
    static boolean isStart(GridCell cell) {
        String text = cell.trimmed().toLowerCase(Locale.ROOT);
        return text.equals(RuleTable.KEYWORD) || text.startsWith(RuleTable.KEYWORD + " ");
    }

    private void take(int row, Collection<GridCell> cells) {
        Optional<GridCell> start = cells.stream().filter(TableLayout::isStart).findFirst();
        if (start.isPresent()) {
            begin(start.get());
            return;
        }
        RuleTable table = open;
        if (table != null && row < table.start().row() + RuleTable.FIRST_RULE_ROW) {
            checkHead(table, row, cells);
        } else if (table != null && row <= nextRow(table)) {
            takeRule(table, row, cells);
        } else {
            takeProperty(cells);
        }
    }

    private void begin(GridCell start) {
        String name = start.trimmed().substring(RuleTable.KEYWORD.length()).strip();
        RuleTable table = new RuleTable(start, name, new HashMap<>(), new ArrayList<>());
        int row = start.row();
        for (GridCell header : grid.cells(row + RuleTable.HEADER_ROW)) {
            if (header.column() >= start.column()) {
                kind(header).ifPresent(kind -> table.columns().put(header.column(), column(kind, header, row)));
            }
        }
        tables.add(table);
        open = table;
    }

    private TableColumn column(Code kind, GridCell header, int start) {
        return new TableColumn(
                kind,
                header,
                grid.cell(start + RuleTable.PATTERN_ROW, header.column()).orElse(null),
                grid.cell(start + RuleTable.SNIPPET_ROW, header.column()).orElse(null));
    }

    /** Drools would take any word that starts with a known letter: a column 'Amount' would be an ACTION. */
    private Optional<Code> kind(GridCell header) {
        String word = header.trimmed();
        Code kind = ActionType.getTag2code().get(word.toUpperCase(Locale.ROOT));
        if (kind == null) {
            faults.cell(grid, header, Keywords.unknownHeader(word));
        }
        return Optional.ofNullable(kind);
    }

    private static int nextRow(RuleTable table) {
        return table.rows().isEmpty()
                ? table.start().row() + RuleTable.FIRST_RULE_ROW
                : table.rows().getLast().row() + 1;
    }

    private void checkHead(RuleTable table, int row, Collection<GridCell> cells) {
        if (row > table.start().row() + RuleTable.HEADER_ROW) {
            cells.forEach(cell -> isInTable(table, cell));
        }
    }

    private void takeRule(RuleTable table, int row, Collection<GridCell> cells) {
        List<GridCell> inside =
                cells.stream().filter(cell -> isInTable(table, cell)).toList();
        if (!inside.isEmpty()) {
            table.rows().add(new TableRow(row, inside));
        }
    }

    private boolean isInTable(RuleTable table, GridCell cell) {
        if (cell.column() < table.start().column()) {
            if (Keywords.isProperty(cell.trimmed())) {
                faults.cell(grid, cell, "A keyword beside a rule table is not read. Move this row above the table.");
            }
            return false;
        }
        boolean known = table.columns().containsKey(cell.column());
        boolean told = grid.cell(table.start().row() + RuleTable.HEADER_ROW, cell.column())
                .isPresent();
        if (!known && !told) {
            faults.cell(
                    grid,
                    cell,
                    "This column has no header. Write CONDITION, ACTION or an attribute in "
                            + GridCell.columnName(cell.column())
                            + (table.start().row() + RuleTable.HEADER_ROW + 1)
                            + ", or empty the cell.");
        }
        return known;
    }

    private void takeProperty(Collection<GridCell> cells) {
        List<GridCell> row = List.copyOf(cells);
        open = null;
        RuleTable last = tables.isEmpty() ? null : tables.getLast();
        properties.add(new Property(row.getFirst(), row.size() > 1 ? row.get(1) : null, row.size(), last));
    }
}

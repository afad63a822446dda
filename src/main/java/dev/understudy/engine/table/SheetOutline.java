package dev.understudy.engine.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.decisiontable.parser.ActionType.Code;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet of a decision table says, cell by cell, for those who compare two of them.
 *
 * @param path from the top of the rules repository
 * @param sheet its name; {@code csv} for CSV
 * @param settings the rows outside of the tables that mean something, notes left out
 * @param tables from top to bottom
 */
public record SheetOutline(String path, String sheet, List<Setting> settings, List<Table> tables) {
    /** Keeps its own copies of the lists. */
    public SheetOutline {
        settings = List.copyOf(settings);
        tables = List.copyOf(tables);
    }

    /**
     * A cell.
     *
     * @param text what it says
     * @param place where it stands
     */
    public record Cell(String text, CellPlace place) {}

    /**
     * A keyword and its value.
     *
     * @param keyword as written, {@code Import}
     * @param value the cell beside it; empty text when there is none
     */
    public record Setting(String keyword, Cell value) {}

    /**
     * A rule table.
     *
     * @param name behind {@code RuleTable}; may be empty
     * @param place of that cell
     * @param columns from left to right
     * @param rows its rules, from top to bottom
     */
    public record Table(String name, CellPlace place, List<Column> columns, List<Row> rows) {}

    /**
     * A column.
     *
     * @param number counted from 1
     * @param kind {@code CONDITION}, {@code ACTION}, {@code NAME} and so on
     * @param pattern the type above the code; empty when none
     * @param code the code; empty when none
     * @param title for people; empty when none
     * @param place of its header
     */
    public record Column(int number, String kind, String pattern, String code, String title, CellPlace place) {}

    /**
     * A row.
     *
     * @param number counted from 1
     * @param rule the name of its rule
     * @param isNamed whether a cell gives that name, and not the row's number
     * @param cells those that are filled, by column
     * @param place of its name, or of its first filled cell
     */
    public record Row(int number, String rule, boolean isNamed, Map<Integer, Cell> cells, CellPlace place) {}

    static SheetOutline of(String path, Grid grid, TableLayout layout) {
        return new SheetOutline(
                path,
                grid.sheet(),
                layout.properties().stream()
                        .filter(each -> Keywords.isProperty(each.key().trimmed()))
                        .map(each -> new Setting(
                                each.key().trimmed(),
                                cell(grid, each.value().orElse(each.key().withText("")))))
                        .toList(),
                layout.tables().stream().map(each -> table(grid, each)).toList());
    }

    private static Table table(Grid grid, RuleTable table) {
        List<Column> columns = new TreeMap<>(table.columns())
                .values().stream().map(each -> column(grid, table, each)).toList();
        List<Row> rows =
                table.rows().stream().map(each -> row(grid, table, each)).toList();
        return new Table(table.name(), grid.place(table.start()), columns, rows);
    }

    private static Column column(Grid grid, RuleTable table, TableColumn column) {
        String title = grid.cell(table.start().row() + RuleTable.LABEL_ROW, column.column())
                .map(GridCell::trimmed)
                .orElse("");
        return new Column(
                column.column() + 1,
                column.kind().getColHeader(),
                text(column.pattern()),
                text(column.snippet()),
                title,
                grid.place(column.header()));
    }

    private static String text(@Nullable GridCell cell) {
        return cell == null ? "" : cell.trimmed();
    }

    private static Row row(Grid grid, RuleTable table, TableRow row) {
        Map<Integer, Cell> cells = new LinkedHashMap<>();
        row.cells().forEach(each -> cells.put(each.column() + 1, cell(grid, each)));
        return table.cell(row, Code.NAME)
                .map(name -> new Row(row.row() + 1, table.ruleName(row), true, cells, grid.place(name)))
                .orElseGet(() -> new Row(
                        row.row() + 1,
                        table.ruleName(row),
                        false,
                        cells,
                        grid.place(row.cells().getFirst())));
    }

    private static Cell cell(Grid grid, GridCell cell) {
        return new Cell(cell.trimmed(), grid.place(cell));
    }
}

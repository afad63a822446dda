package dev.understudy.engine.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.ActionType.Code;

/** Looks at the rule tables of a sheet. */
final class TableChecks {
    private static final Set<Code> SWITCHES = Set.of(Code.ENABLED, Code.NOLOOP, Code.LOCKONACTIVE, Code.AUTOFOCUS);
    private static final Set<String> SWITCH_WORDS = Set.of("true", "false", "yes", "no", "y", "n", "on", "off");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final Grid grid;
    private final TableFaults faults;
    private final Map<String, GridCell> names = new HashMap<>();

    TableChecks(Grid grid, TableFaults faults) {
        this.grid = grid;
        this.faults = faults;
    }

    void run(List<RuleTable> tables) {
        if (tables.isEmpty()) {
            faults.cell(
                    grid.place(0, 0),
                    "The sheet '" + grid.sheet() + "' has no cell 'RuleTable <name>', so it holds no rules.");
        }
        for (RuleTable table : tables) {
            checkHeads(table);
            table.columns().values().forEach(column -> checkColumn(table, column));
            checkRows(table);
        }
    }

    private void checkHeads(RuleTable table) {
        if (table.columns().isEmpty()) {
            faults.cell(
                    grid.place(table.start().row() + 1, table.start().column()),
                    "The table '" + table.name() + "' has no columns. Write CONDITION and ACTION in this row.");
            return;
        }
        Map<Code, TableColumn> first = new HashMap<>();
        for (TableColumn column : table.columns().values()) {
            TableColumn other = first.putIfAbsent(column.kind(), column);
            if (other != null && column.kind().getMaxCount() == 1) {
                faults.cell(
                        grid,
                        column.header(),
                        "A table has one column " + column.kind().getColHeader() + "; another is "
                                + other.header().reference() + ".");
            }
        }
        int firstRule = table.start().row() + RuleTable.FIRST_RULE_ROW;
        if (table.rows().isEmpty() || table.rows().getFirst().row() != firstRule) {
            faults.cell(
                    grid.place(firstRule, table.start().column()),
                    "The first rule of the table '" + table.name() + "' belongs in this row, below the labels; it is"
                            + " empty.");
        }
    }

    private void checkColumn(RuleTable table, TableColumn column) {
        GridCell snippet = column.snippet();
        GridCell pattern = column.pattern();
        if (pattern != null
                && (pattern.text().contains("$param") || pattern.text().contains("$1"))) {
            faults.cell(grid, pattern, "Code stands in the row for types. Move it down by one row.");
        }
        if (!column.takesCode() && snippet != null) {
            faults.cell(grid, snippet, "A column " + column.kind().getColHeader() + " takes no code. Empty this cell.");
        }
        TableColumn group = table.columns().get(column.group());
        if (group == null || group.kind() != column.kind()) {
            faults.cell(
                    grid,
                    column.header(),
                    "The cell below is merged across columns of different kinds. Merge conditions with conditions only.");
        }
        if (column.takesCode() && snippet == null && needsSnippet(table, column)) {
            faults.cell(
                    grid.place(table.start().row() + RuleTable.SNIPPET_ROW, column.column()),
                    "This " + column.kind().getColHeader() + " column has values and no code. Write the code here, with"
                            + " $param where the value goes.");
        }
    }

    /** A condition with a type alone needs no code: a value in its column asks for any fact of the type. */
    private static boolean needsSnippet(RuleTable table, TableColumn column) {
        boolean used = table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> cell.column() == column.column());
        boolean typeAlone = column.kind() == Code.CONDITION
                && column.pattern() != null
                && table.columns().values().stream()
                        .filter(each -> each.group() == column.group())
                        .allMatch(each -> each.snippet() == null);
        return used && !typeAlone;
    }

    private void checkRows(RuleTable table) {
        for (TableRow row : table.rows()) {
            row.cells().forEach(cell -> table.column(cell).ifPresent(column -> checkAttribute(column, cell)));
            GridCell at = table.cell(row, Code.NAME).orElse(row.cells().getFirst());
            String name = table.ruleName(row);
            GridCell other = names.putIfAbsent(name, at);
            if (other != null) {
                faults.cell(
                        grid,
                        at,
                        "There is another rule '" + name + "', in " + other.reference() + ". Give each its own name.");
            }
        }
    }

    private void checkAttribute(TableColumn column, GridCell cell) {
        String text = cell.trimmed();
        String kind = column.kind().getColHeader();
        if (column.kind() == Code.NAME && text.contains("\n")) {
            faults.cell(grid, cell, "A rule's name is one line of text.");
        } else if (column.kind() == Code.DESCRIPTION && text.contains("*/")) {
            faults.cell(grid, cell, "A description can't hold '*/'.");
        } else if (column.kind() == Code.SALIENCE && !isSalience(text)) {
            faults.cell(grid, cell, kind + " has to be a whole number, 10 say, or an expression in brackets.");
        } else if (column.kind() == Code.DURATION && !INTEGER.matcher(text).matches()) {
            faults.cell(grid, cell, kind + " has to be a whole number of milliseconds.");
        } else if (SWITCHES.contains(column.kind()) && !SWITCH_WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            faults.cell(grid, cell, kind + " has to be true or false.");
        } else if (ActionType.ATTRIBUTE_CODE_SET.contains(column.kind()) && text.contains("\n")) {
            faults.cell(grid, cell, kind + " is one line of text.");
        }
    }

    private static boolean isSalience(String text) {
        return INTEGER.matcher(text).matches() || (text.startsWith("(") && text.endsWith(")"));
    }
}

package dev.understudy.engine.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.decisiontable.parser.ActionType.Code;

/**
 * One rule table of a sheet.
 *
 * @param start the cell that says {@code RuleTable}
 * @param name what that cell says after it; may be empty
 * @param columns by column
 * @param rows its rules
 */
record RuleTable(GridCell start, String name, Map<Integer, TableColumn> columns, List<TableRow> rows) {
    static final String KEYWORD = "ruletable";
    static final int HEADER_ROW = 1;
    static final int PATTERN_ROW = 2;
    static final int SNIPPET_ROW = 3;
    static final int LABEL_ROW = 4;
    static final int FIRST_RULE_ROW = 5;

    /** The column that a cell stands in. */
    Optional<TableColumn> column(GridCell cell) {
        return Optional.ofNullable(columns.get(cell.column()));
    }

    /** The filled cell of a row in the column of this kind. */
    Optional<GridCell> cell(TableRow row, Code kind) {
        return row.cells().stream()
                .filter(cell ->
                        column(cell).filter(column -> column.kind() == kind).isPresent())
                .findFirst();
    }

    /** The name of a row's rule: what its NAME cell says, else {@code Table_11} after the table and the row. */
    String ruleName(TableRow row) {
        return cell(row, Code.NAME).map(cell -> unquoted(cell.trimmed())).orElse(name + "_" + (row.row() + 1));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}

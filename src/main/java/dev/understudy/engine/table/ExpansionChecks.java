package dev.understudy.engine.table;

import java.util.regex.Pattern;
import org.drools.template.model.SnippetBuilder;
import org.drools.template.model.SnippetBuilder.SnippetType;

/**
 * Looks at how much text values and code make together. Drools puts each value in the place of each parameter, and
 * looks for parameters in what it put there, so that a few cells could ask for more text than there is memory.
 */
final class ExpansionChecks {
    private static final int LONGEST_HEAD = 4_000;
    private static final int MOST_FORALLS = 20;
    private static final long MOST_TEXT = 16L << 20;
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]");

    private final Grid grid;
    private final TableFaults faults;
    private long expected;

    ExpansionChecks(Grid grid, TableFaults faults) {
        this.grid = grid;
        this.faults = faults;
    }

    void run(RuleTable table) {
        table.columns().values().forEach(this::checkHead);
        if (!faults.isEmpty()) {
            return;
        }
        for (TableRow row : table.rows()) {
            for (GridCell cell : row.cells()) {
                table.column(cell).ifPresent(column -> checkValue(column, cell));
            }
        }
        if (expected > MOST_TEXT) {
            faults.cell(
                    grid,
                    table.start(),
                    "The rules of this sheet would be more than " + (MOST_TEXT >> 20) + " MiB of text. Split it.");
        }
    }

    private void checkHead(TableColumn column) {
        GridCell snippet = column.snippet();
        GridCell pattern = column.pattern();
        if (pattern != null && pattern.text().length() > LONGEST_HEAD) {
            faults.cell(grid, pattern, "A type or code in the head of a table has at most 4,000 characters.");
        }
        if (snippet != null && snippet.text().length() > LONGEST_HEAD) {
            faults.cell(grid, snippet, "A type or code in the head of a table has at most 4,000 characters.");
        }
        if (snippet != null && count(snippet.text(), SnippetBuilder.PARAM_FORALL_STRING) > MOST_FORALLS) {
            faults.cell(grid, snippet, "Code has at most " + MOST_FORALLS + " forall(…).");
        }
    }

    private void checkValue(TableColumn column, GridCell cell) {
        GridCell snippet = column.snippet();
        String value = cell.text();
        if (snippet == null || !column.takesCode()) {
            expected += value.length();
            return;
        }
        SnippetType type = SnippetBuilder.getType(snippet.trimmed());
        if (type == SnippetType.FORALL && value.contains(SnippetBuilder.PARAM_FORALL_STRING + "(")) {
            faults.cell(grid, cell, "A value for forall(…) can't hold 'forall(' itself.");
        } else if (type == SnippetType.INDEXED && PARAMETER.matcher(value).find()) {
            faults.cell(grid, cell, "A value for $1, $2 and so on can't hold such a parameter itself.");
        }
        long parts = type == SnippetType.FORALL ? count(value, ",") + 1 : 1;
        long uses = count(snippet.text(), "$") + 1;
        expected += parts * snippet.text().length() + uses * value.length();
    }

    private static long count(String text, String part) {
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}

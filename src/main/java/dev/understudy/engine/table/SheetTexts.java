package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.decisiontable.parser.RuleSheetParserUtil;
import org.jspecify.annotations.Nullable;

/** What each cell of a sheet says to Drools, with marks or without. */
final class SheetTexts {
    /** Drools keeps only the last row of each of these; here they add up. */
    private static final List<String> JOINED = List.of(
            DefaultRuleSheetListener.FUNCTIONS_TAG,
            DefaultRuleSheetListener.QUERIES_TAG,
            DefaultRuleSheetListener.DECLARES_TAG);

    private static final List<String> MARKED = List.of(
            DefaultRuleSheetListener.FUNCTIONS_TAG,
            DefaultRuleSheetListener.QUERIES_TAG,
            DefaultRuleSheetListener.DECLARES_TAG,
            DefaultRuleSheetListener.IMPORT_TAG,
            DefaultRuleSheetListener.VARIABLES_TAG,
            DefaultRuleSheetListener.RULESET_TAG,
            DefaultRuleSheetListener.UNIT_TAG,
            DefaultRuleSheetListener.DIALECT_TAG);

    private final TableLayout layout;
    private final boolean asShown;
    private final List<GridCell> marked = new ArrayList<>();
    private final Map<GridCell, Integer> values = new HashMap<>();
    private final Map<GridCell, Integer> heads = new HashMap<>();
    private final Map<GridCell, List<GridCell>> joined = new HashMap<>();
    private final Set<GridCell> dropped = new HashSet<>();

    SheetTexts(TableLayout layout) {
        this.layout = layout;
        this.asShown = layout.properties().stream()
                .filter(each -> each.is(DefaultRuleSheetListener.NUMERIC_DISABLED_FLAG))
                .anyMatch(each -> each.value()
                        .filter(value -> RuleSheetParserUtil.isStringMeaningTrue(value.text()))
                        .isPresent());
        MARKED.forEach(keyword -> rows(keyword).forEach(row -> row.value().ifPresent(this::value)));
        layout.tables().forEach(this::number);
        JOINED.forEach(keyword -> join(rows(keyword)));
    }

    private List<Property> rows(String keyword) {
        return layout.properties().stream().filter(each -> each.is(keyword)).toList();
    }

    private void number(RuleTable table) {
        for (TableColumn column : table.columns().values()) {
            if (column.takesCode()) {
                head(column.pattern());
                head(column.snippet());
            }
        }
        for (TableRow row : table.rows()) {
            for (GridCell cell : row.cells()) {
                table.column(cell).filter(SheetTexts::isWritten).ifPresent(column -> value(cell));
            }
        }
    }

    private static boolean isWritten(TableColumn column) {
        return column.takesCode() || column.kind() == Code.NAME || column.kind() == Code.DESCRIPTION;
    }

    private void value(GridCell cell) {
        values.put(cell, marked.size());
        marked.add(cell);
    }

    private void head(@Nullable GridCell cell) {
        if (cell != null) {
            heads.put(cell, marked.size());
            marked.add(cell);
        }
    }

    private void join(List<Property> rows) {
        List<GridCell> cells =
                rows.stream().flatMap(row -> row.value().stream()).toList();
        if (cells.size() > 1) {
            joined.put(cells.getFirst(), cells);
            rows.stream()
                    .filter(row -> row.value().filter(cells.getFirst()::equals).isEmpty())
                    .forEach(row -> {
                        dropped.add(row.key());
                        row.value().ifPresent(dropped::add);
                    });
        }
    }

    /** The cell that a mark names. */
    GridCell marked(int number) {
        return marked.get(number);
    }

    /** What a cell says. */
    String plain(GridCell cell) {
        return text(cell, false);
    }

    /** What a cell says, with marks. */
    String withMarks(GridCell cell) {
        return text(cell, true);
    }

    private String text(GridCell cell, boolean marks) {
        if (dropped.contains(cell)) {
            return "";
        }
        List<GridCell> all = joined.get(cell);
        if (all == null) {
            return single(cell, marks);
        }
        StringBuilder text = new StringBuilder();
        for (GridCell each : all) {
            text.append(text.isEmpty() ? "" : "\n").append(single(each, marks));
        }
        return text.toString();
    }

    private String single(GridCell cell, boolean marks) {
        String text = (asShown ? cell.shown() : cell.text()).trim();
        Integer value = marks ? values.get(cell) : null;
        Integer head = marks ? heads.get(cell) : null;
        if (value != null) {
            return Marks.value(value, text);
        }
        return head == null ? text : Marks.head(head, text);
    }
}

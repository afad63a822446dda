package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.jspecify.annotations.Nullable;

/** Makes the map from DRL to cells. Used once. */
final class CellMapper {
    private final Grid grid;
    private final TableLayout layout;
    private final SheetTexts texts;
    private final List<CellMap.Line> lines = new ArrayList<>();
    private final Map<Integer, CellMap.RuleRow> rows = new HashMap<>();
    private final Map<String, GridCell> rules = new HashMap<>();

    CellMapper(Grid grid, TableLayout layout, SheetTexts texts) {
        this.grid = grid;
        this.layout = layout;
        this.texts = texts;
        for (RuleTable table : layout.tables()) {
            for (TableRow row : table.rows()) {
                rows.put(row.row(), new CellMap.RuleRow(table, row));
                rules.put(table.ruleName(row), nameCell(table, row));
            }
        }
    }

    private static GridCell nameCell(RuleTable table, TableRow row) {
        return table.cell(row, Code.NAME).orElse(row.cells().getFirst());
    }

    /** Where a line comes from when no mark says so. */
    private interface Fallback {
        GridCell of(String line);
    }

    /**
     * The map of {@code plain}.
     *
     * @param marked the same DRL with marks; where it is not the same after all, lines map to their rows only
     */
    CellMap map(DrlText plain, DrlText marked) {
        boolean alike = plain.rules().size() == marked.rules().size();
        DrlText source = alike ? marked : plain;
        add(plain.head(), source.head(), null, this::headFallback);
        for (int i = 0; i < plain.rules().size(); i++) {
            DrlText.Section section = plain.rules().get(i);
            CellMap.RuleRow row = rows.get(section.row());
            add(
                    section.text(),
                    source.rules().get(i).text(),
                    row,
                    line -> row == null ? layout.tables().getFirst().start() : rowFallback(row, line));
        }
        return new CellMap(grid, lines, rules);
    }

    private void add(String plain, String marked, CellMap.@Nullable RuleRow row, Fallback fallback) {
        MarkReader reader = new MarkReader(texts, fallback::of, row);
        reader.read(marked, !marked.equals(plain));
        if (!reader.text().equals(plain)) {
            reader = new MarkReader(texts, fallback::of, row);
            reader.read(plain, false);
        }
        lines.addAll(reader.lines());
    }

    private GridCell headFallback(String line) {
        String attribute = DrlText.attribute(line);
        String keyword = attribute.equals("salience") ? Code.SALIENCE.getColHeader() : attribute;
        Optional<GridCell> cell = property(keyword);
        return cell.or(() -> property(DefaultRuleSheetListener.RULESET_TAG))
                .orElseGet(() -> layout.tables().getFirst().start());
    }

    private Optional<GridCell> property(String keyword) {
        return layout.properties().stream()
                .filter(each -> each.is(keyword))
                .findFirst()
                .map(each -> each.value().orElse(each.key()));
    }

    private static GridCell rowFallback(CellMap.RuleRow row, String line) {
        String attribute = DrlText.attribute(line);
        return row.row().cells().stream()
                .filter(cell -> row.table()
                        .column(cell)
                        .filter(column -> attribute.equals(attributeOf(column.kind())))
                        .isPresent())
                .findFirst()
                .orElseGet(() -> nameCell(row.table(), row.row()));
    }

    private static String attributeOf(Code kind) {
        return kind == Code.SALIENCE ? "salience" : kind.getColHeader().toLowerCase(Locale.ROOT);
    }
}

package dev.understudy.review.difference;

import dev.understudy.engine.table.SheetOutline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of two tables, cell by cell. A row with a name is known by it; one without by what it says, since
 * its number changes with each row that is put before it. Used once.
 */
final class RowComparison {
    private static final String NAME = "NAME";
    /** A comment in the rule. */
    private static final String DESCRIPTION = "DESCRIPTION";
    /** Of the cells of two rows in the same slot so many must be equal for them to be one. */
    private static final double ALIKE = 0.5;

    private final List<SheetOutline.Column> thenColumns;
    private final List<SheetOutline.Column> nowColumns;
    /** From the number of a column on the base to that on the branch. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    private RowComparison(Matching<SheetOutline.Column> columns, SheetOutline.Table then, SheetOutline.Table now) {
        thenColumns = then.columns();
        nowColumns = now.columns();
        for (int i = 0; i < nowColumns.size(); i++) {
            int number = nowColumns.get(i).number();
            columns.former(i).ifPresent(former -> numbers.put(former.number(), number));
        }
    }

    static List<TableChange.Row> of(
            Matching<SheetOutline.Column> columns, SheetOutline.Table then, SheetOutline.Table now) {
        return new RowComparison(columns, then, now).rows(then.rows(), now.rows());
    }

    private record Sided(SheetOutline.Row row, Map<String, String> says) {}

    private List<TableChange.Row> rows(List<SheetOutline.Row> then, List<SheetOutline.Row> now) {
        List<Sided> former =
                then.stream().map(row -> new Sided(row, says(row, false))).toList();
        List<Sided> here =
                now.stream().map(row -> new Sided(row, says(row, true))).toList();
        Matching<Sided> pairs = new Matching<>(former, here)
                .by(each -> each.row().isNamed() ? each.row().rule() : null)
                .by(Sided::says)
                .byNeighbour(RowComparison::alike);
        BitSet moved = pairs.moved();
        List<TableChange.Row> rows = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            SheetOutline.Row row = now.get(i);
            boolean inOtherOrder = moved.get(i);
            pairs.former(i)
                    .ifPresentOrElse(
                            pair -> compare(pair.row(), row, inOtherOrder, rows),
                            () -> rows.add(alone(Change.ADDED, nowColumns, row)));
        }
        pairs.lost().forEach(lost -> rows.add(alone(Change.REMOVED, thenColumns, lost.row())));
        return rows;
    }

    /** What a row says but its name, by the number of the column on the branch; what is gone there by another key. */
    private Map<String, String> says(SheetOutline.Row row, boolean onBranch) {
        Map<String, String> says = new LinkedHashMap<>();
        for (SheetOutline.Column column : onBranch ? nowColumns : thenColumns) {
            SheetOutline.Cell cell = row.cells().get(column.number());
            if (cell != null && !column.kind().equals(NAME) && !column.kind().equals(DESCRIPTION)) {
                Integer number = onBranch ? Integer.valueOf(column.number()) : numbers.get(column.number());
                says.put(number == null ? "lost " + column.number() : "" + number, cell.text());
            }
        }
        return says;
    }

    private static boolean alike(Sided one, Sided other) {
        long equal = one.says().entrySet().stream()
                .filter(each -> each.getValue().equals(other.says().get(each.getKey())))
                .count();
        return equal > 0
                && equal >= ALIKE * Math.max(one.says().size(), other.says().size());
    }

    private void compare(SheetOutline.Row former, SheetOutline.Row now, boolean moved, List<TableChange.Row> rows) {
        List<TableChange.Cell> cells = cells(former, now);
        String other = former.rule().equals(now.rule()) ? null : former.rule();
        boolean nameAlone = cells.stream().allMatch(each -> isName(each.column(), former, now));
        if (!cells.isEmpty()) {
            Change change = nameAlone && other != null ? Change.RENAMED : Change.CHANGED;
            rows.add(new TableChange.Row(change, now.rule(), other, former.number(), now.number(), cells));
        }
        if (moved) {
            rows.add(new TableChange.Row(Change.MOVED, now.rule(), other, former.number(), now.number(), List.of()));
        }
    }

    private boolean isName(String title, SheetOutline.Row former, SheetOutline.Row now) {
        return (former.isNamed() || now.isNamed())
                && nowColumns.stream()
                        .filter(each -> each.kind().equals(NAME))
                        .anyMatch(each -> TableComparison.title(each).equals(title));
    }

    private List<TableChange.Cell> cells(SheetOutline.Row former, SheetOutline.Row now) {
        List<TableChange.Cell> cells = new ArrayList<>();
        Map<Integer, Integer> back = new HashMap<>();
        numbers.forEach((then, here) -> back.put(here, then));
        for (SheetOutline.Column column : nowColumns) {
            Integer before = back.get(column.number());
            add(
                    column,
                    before == null ? null : former.cells().get(before),
                    now.cells().get(column.number()),
                    cells);
        }
        thenColumns.stream()
                .filter(column -> !numbers.containsKey(column.number()))
                .forEach(column -> add(column, former.cells().get(column.number()), null, cells));
        return cells;
    }

    private static void add(
            SheetOutline.Column column,
            SheetOutline.@Nullable Cell then,
            SheetOutline.@Nullable Cell now,
            List<TableChange.Cell> cells) {
        String before = then == null ? "" : then.text();
        String here = now == null ? "" : now.text();
        if (!before.equals(here) && !column.kind().equals(DESCRIPTION)) {
            cells.add(cell(TableComparison.title(column), then, now));
        }
    }

    /** A cell on both sides. */
    static TableChange.Cell cell(String title, SheetOutline.@Nullable Cell then, SheetOutline.@Nullable Cell now) {
        return new TableChange.Cell(
                title,
                then == null ? null : then.text(),
                now == null ? null : now.text(),
                then == null ? null : then.place(),
                now == null ? null : now.place());
    }

    /** A row that is on one side only. */
    static TableChange.Row alone(Change change, List<SheetOutline.Column> columns, SheetOutline.Row row) {
        boolean added = change == Change.ADDED;
        List<TableChange.Cell> cells = new ArrayList<>();
        for (SheetOutline.Column column : columns) {
            SheetOutline.Cell cell = row.cells().get(column.number());
            if (cell != null) {
                cells.add(cell(TableComparison.title(column), added ? null : cell, added ? cell : null));
            }
        }
        return new TableChange.Row(
                change, row.rule(), null, added ? null : row.number(), added ? row.number() : null, cells);
    }
}

package dev.understudy.review.difference;

import dev.understudy.engine.drl.Tokens;
import dev.understudy.engine.table.SheetOutline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares decision tables: sheets by their path, tables by their name, then columns, then rows. */
final class TableComparison {
    /** What these say is compared as declarations. */
    private static final Set<String> DECLARING = Set.of("import", "functions", "queries", "declare", "variables");

    private TableComparison() {}

    /** A table and its sheet. */
    private record Placed(SheetOutline sheet, SheetOutline.Table table) {}

    static List<TableChange> of(List<SheetOutline> base, List<SheetOutline> branch) {
        List<Placed> then = tables(base);
        List<Placed> now = tables(branch);
        Matching<Placed> pairs = new Matching<>(then, now)
                .by(each -> List.of(each.sheet().path(), each.table().name()))
                .by(each -> each.table().name().isEmpty() ? null : each.table().name())
                .by(each -> each.sheet().path());
        List<TableChange> changes = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Placed table = now.get(i);
            pairs.former(i)
                    .ifPresentOrElse(
                            former -> compare(former, table).ifPresent(changes::add),
                            () -> changes.add(alone(Change.ADDED, table)));
        }
        pairs.lost().forEach(lost -> changes.add(alone(Change.REMOVED, lost)));
        return changes;
    }

    private static List<Placed> tables(List<SheetOutline> sheets) {
        return sheets.stream()
                .flatMap(sheet -> sheet.tables().stream().map(table -> new Placed(sheet, table)))
                .toList();
    }

    private static TableChange alone(Change change, Placed placed) {
        boolean added = change == Change.ADDED;
        SheetOutline.Table table = placed.table();
        List<TableChange.Row> rows = table.rows().stream()
                .map(row -> RowComparison.alone(change, table.columns(), row))
                .toList();
        return new TableChange(
                change,
                placed.sheet().path(),
                placed.sheet().sheet(),
                table.name(),
                added ? null : table.place(),
                added ? table.place() : null,
                List.of(),
                List.of(),
                rows);
    }

    private static Optional<TableChange> compare(Placed former, Placed now) {
        Matching<SheetOutline.Column> columns = columns(former.table(), now.table());
        List<TableChange.Cell> settings = settings(former, now);
        List<TableChange.Column> heads = heads(columns, now.table());
        List<TableChange.Row> rows = RowComparison.of(columns, former.table(), now.table());
        return settings.isEmpty() && heads.isEmpty() && rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableChange(
                        Change.CHANGED,
                        now.sheet().path(),
                        now.sheet().sheet(),
                        now.table().name(),
                        former.table().place(),
                        now.table().place(),
                        settings,
                        heads,
                        rows));
    }

    private static Matching<SheetOutline.Column> columns(SheetOutline.Table then, SheetOutline.Table now) {
        return new Matching<>(then.columns(), now.columns())
                .by(each -> List.of(each.kind(), each.title(), says(each)))
                .by(each -> each.title().isEmpty() ? null : List.of(each.kind(), each.title()))
                .by(each -> List.of(each.kind(), says(each)))
                .byNeighbour((one, other) -> one.kind().equals(other.kind()));
    }

    private static List<String> says(SheetOutline.Column column) {
        List<String> words = new ArrayList<>(Tokens.words(column.pattern()));
        words.add("|");
        words.addAll(Tokens.words(column.code()));
        return words;
    }

    private static List<TableChange.Column> heads(Matching<SheetOutline.Column> columns, SheetOutline.Table now) {
        List<TableChange.Column> heads = new ArrayList<>();
        BitSet moved = columns.moved();
        for (int i = 0; i < now.columns().size(); i++) {
            SheetOutline.Column column = now.columns().get(i);
            SheetOutline.Column former = columns.former(i).orElse(null);
            if (former == null) {
                heads.add(head(Change.ADDED, null, column, rules(now, column)));
            } else if (!says(former).equals(says(column))) {
                heads.add(head(Change.CHANGED, former, column, rules(now, column)));
            } else if (moved.get(i)) {
                heads.add(head(Change.MOVED, former, column, List.of()));
            }
        }
        columns.lost().forEach(lost -> heads.add(head(Change.REMOVED, lost, null, List.of())));
        return heads;
    }

    private static List<String> rules(SheetOutline.Table table, SheetOutline.Column column) {
        return table.rows().stream()
                .filter(row -> row.cells().containsKey(column.number()))
                .map(SheetOutline.Row::rule)
                .toList();
    }

    private static TableChange.Column head(
            Change change,
            SheetOutline.@Nullable Column former,
            SheetOutline.@Nullable Column now,
            List<String> rules) {
        return new TableChange.Column(
                change,
                now != null ? title(now) : former != null ? title(former) : "",
                former == null ? null : code(former),
                now == null ? null : code(now),
                former == null ? null : former.place(),
                now == null ? null : now.place(),
                rules);
    }

    /** What a person calls a column. */
    static String title(SheetOutline.Column column) {
        return column.title().isEmpty() ? column.kind() : column.title();
    }

    private static String code(SheetOutline.Column column) {
        return (column.pattern() + " " + column.code()).strip();
    }

    /** The settings of a sheet are told with its first table. */
    private static List<TableChange.Cell> settings(Placed former, Placed now) {
        if (!now.sheet().tables().getFirst().equals(now.table())) {
            return List.of();
        }
        List<SheetOutline.Setting> then = settings(former.sheet());
        List<SheetOutline.Setting> here = settings(now.sheet());
        Matching<SheetOutline.Setting> pairs = new Matching<>(then, here)
                .by(each -> List.of(keyword(each), each.value().text()))
                .by(TableComparison::keyword);
        List<TableChange.Cell> changes = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            SheetOutline.Setting setting = here.get(i);
            SheetOutline.Cell before =
                    pairs.former(i).map(SheetOutline.Setting::value).orElse(null);
            if (before == null || !before.text().equals(setting.value().text())) {
                changes.add(RowComparison.cell(setting.keyword(), before, setting.value()));
            }
        }
        pairs.lost().forEach(lost -> changes.add(RowComparison.cell(lost.keyword(), lost.value(), null)));
        return changes;
    }

    private static List<SheetOutline.Setting> settings(SheetOutline sheet) {
        return sheet.settings().stream()
                .filter(each -> !DECLARING.contains(keyword(each)))
                .toList();
    }

    private static String keyword(SheetOutline.Setting setting) {
        return setting.keyword().toLowerCase(Locale.ROOT);
    }
}

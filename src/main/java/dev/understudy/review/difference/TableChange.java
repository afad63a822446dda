package dev.understudy.review.difference;

import dev.understudy.engine.table.CellPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one rule table of a decision table.
 *
 * @param change added, removed or changed
 * @param path of its file, from the top of the rules repository
 * @param sheet the sheet's name; {@code csv} for CSV
 * @param table its name; may be empty
 * @param basePlace where it starts on the base; null when it is new
 * @param branchPlace where it starts on the branch; null when it is gone
 * @param settings keywords above the tables of its sheet, with the sheet's first table
 * @param columns those that differ; of a table that is new or gone none
 * @param rows those that differ
 */
public record TableChange(
        Change change,
        String path,
        String sheet,
        String table,
        @Nullable CellPlace basePlace,
        @Nullable CellPlace branchPlace,
        List<Cell> settings,
        List<Column> columns,
        List<Row> rows) {
    /** Keeps its own copies of the lists. */
    public TableChange {
        settings = List.copyOf(settings);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A cell that says something else.
     *
     * @param column the title of its column, else its kind; of a setting the keyword
     * @param then what it said; null when there was none
     * @param now what it says; null when there is none
     * @param basePlace where it stood
     * @param branchPlace where it stands
     */
    public record Cell(
            String column,
            @Nullable String then,
            @Nullable String now,
            @Nullable CellPlace basePlace,
            @Nullable CellPlace branchPlace) {}

    /**
     * A column.
     *
     * @param change added, removed, changed (its code), moved
     * @param title for people, else its kind
     * @param then its type and code on the base; null when it is new
     * @param now its type and code on the branch; null when it is gone
     * @param basePlace of its header
     * @param branchPlace of its header
     * @param rules of the branch that have a value there, if its code differs
     */
    public record Column(
            Change change,
            String title,
            @Nullable String then,
            @Nullable String now,
            @Nullable CellPlace basePlace,
            @Nullable CellPlace branchPlace,
            List<String> rules) {
        /** Keeps its own copy of the list. */
        public Column {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A row, which is a rule.
     *
     * @param change added, removed, changed, moved (comes before or after others than it did), renamed
     * @param rule the name of its rule; where it is gone, on the base
     * @param formerRule its name on the base, if that is another
     * @param baseRow its number on the base; null when it is new
     * @param branchRow its number on the branch; null when it is gone
     * @param cells those that say something else; of a new or lost row all
     */
    public record Row(
            Change change,
            String rule,
            @Nullable String formerRule,
            @Nullable Integer baseRow,
            @Nullable Integer branchRow,
            List<Cell> cells) {
        /** Keeps its own copy of the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }
}

package dev.understudy.engine.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.ActionType.Code;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;

/** Looks at the rows outside of the rule tables. */
final class PropertyChecks {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final Grid grid;
    private final TableLayout layout;
    private final TableFaults faults;

    PropertyChecks(Grid grid, TableLayout layout, TableFaults faults) {
        this.grid = grid;
        this.layout = layout;
        this.faults = faults;
    }

    void run() {
        layout.properties().forEach(this::checkRow);
        checkRuleSet();
        checkNumbers();
        checkAttributes();
        rows(DefaultRuleSheetListener.VARIABLES_TAG).forEach(this::checkVariables);
    }

    private List<Property> rows(String keyword) {
        return layout.properties().stream().filter(each -> each.is(keyword)).toList();
    }

    private void checkRow(Property row) {
        String word = row.key().trimmed();
        if (Keywords.isProperty(word)) {
            return;
        }
        Optional<String> meant = Keywords.mistypedProperty(word);
        if (meant.isPresent()) {
            faults.cell(grid, row.key(), "unknown keyword '" + word + "'; did you mean '" + meant.get() + "'?");
        } else if (row.after() != null && isLostRule(row, row.after())) {
            faults.cell(
                    grid,
                    row.key(),
                    "This row stands below an empty row, so it is no rule of the table '"
                            + row.after().name() + "'. Delete the empty row above it.");
        }
    }

    /** A row with two values or more in the columns of the table was meant to be a rule; one alone is a note. */
    private static boolean isLostRule(Property row, RuleTable table) {
        return row.filled() > 1 && table.columns().containsKey(row.key().column());
    }

    private void checkRuleSet() {
        List<Property> rows = rows(DefaultRuleSheetListener.RULESET_TAG);
        if (rows.isEmpty()) {
            faults.cell(
                    grid.place(0, 0),
                    "The sheet '" + grid.sheet() + "' has no RuleSet row. Write RuleSet in A1 and the package in B1.");
            return;
        }
        rows.stream()
                .skip(1)
                .forEach(row -> faults.cell(grid, row.key(), "There is a second RuleSet row. Remove one of them."));
        Property first = rows.getFirst();
        String name = first.value().map(GridCell::trimmed).orElse("");
        if (!SourceVersion.isName(name)) {
            faults.cell(
                    grid,
                    first.value().orElse(first.key()),
                    "RuleSet '" + name + "' is no name of a package; write one such as flights.amounts.");
        }
    }

    private void checkNumbers() {
        for (String keyword : List.of(
                DefaultRuleSheetListener.MIN_SALIENCE_TAG,
                DefaultRuleSheetListener.MAX_SALIENCE_TAG,
                Code.SALIENCE.getColHeader(),
                Code.DURATION.getColHeader())) {
            for (Property row : rows(keyword)) {
                String text = row.value().map(GridCell::trimmed).orElse("");
                if (!INTEGER.matcher(text).matches()) {
                    faults.cell(grid, row.value().orElse(row.key()), keyword + " has to be a whole number, 10 say.");
                }
            }
        }
    }

    private void checkAttributes() {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Code code : ActionType.ATTRIBUTE_CODE_SET) {
            for (Property row : rows(code.getColHeader())) {
                if (!seen.add(code.getColHeader())) {
                    faults.cell(grid, row.key(), "There is a second row " + code.getColHeader() + ". Remove one.");
                }
            }
        }
    }

    private void checkVariables(Property row) {
        for (String variable : row.value().map(GridCell::trimmed).orElse("").split(",", -1)) {
            if (variable.strip().split("\\s+").length != 2) {
                faults.cell(
                        grid,
                        row.value().orElse(row.key()),
                        "Variables are written as 'type name', with commas between them: java.util.List results.");
                return;
            }
        }
    }
}

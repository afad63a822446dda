package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.DRLOutput;
import org.drools.template.model.Package;
import org.drools.template.model.Rule;
import org.drools.template.parser.DataListener;

/**
 * What Drools makes of a sheet.
 *
 * @param head package, imports, functions and so on
 * @param rules one section for each rule, in order
 */
record DrlText(String head, List<Section> rules) {
    /**
     * The text of one rule.
     *
     * @param row the row it comes from, counted from 0
     * @param text its lines
     */
    record Section(int row, String text) {}

    /**
     * Has Drools generate the DRL.
     *
     * @param texts what each cell says; an empty text leaves the cell out
     */
    static DrlText generate(Grid grid, Function<GridCell, String> texts) {
        DefaultRuleSheetListener listener = new DefaultRuleSheetListener();
        listener.startSheet(grid.sheet());
        for (int row : grid.rowNumbers()) {
            listener.newRow(row, 0);
            for (GridCell cell : grid.cells(row)) {
                boolean merged = cell.mergedFrom() != GridCell.NOT_MERGED;
                listener.newCell(
                        row, cell.column(), texts.apply(cell), merged ? cell.mergedFrom() : DataListener.NON_MERGED);
            }
        }
        listener.finishSheet();
        Package rules = listener.getRuleSet();
        List<Section> sections = new ArrayList<>();
        int length = 0;
        for (Rule rule : rules.getRules()) {
            DRLOutput out = new DRLOutput();
            rule.renderDRL(out);
            sections.add(new Section(rule.getSpreadsheetRowNumber() - 1, out.getDRL()));
            length += out.getDRL().length();
        }
        DRLOutput whole = new DRLOutput();
        rules.renderDRL(whole);
        return new DrlText(whole.getDRL().substring(0, whole.getDRL().length() - length), sections);
    }

    String whole() {
        StringBuilder text = new StringBuilder(head);
        rules.forEach(rule -> text.append(rule.text()));
        return text.toString();
    }

    /** The attribute that a line sets, {@code salience}; empty when it sets none. */
    static String attribute(String line) {
        if (!line.startsWith("\t") || line.startsWith("\t\t")) {
            return "";
        }
        int blank = line.indexOf(' ');
        return blank < 0 ? "" : line.substring(1, blank).toLowerCase(Locale.ROOT);
    }
}

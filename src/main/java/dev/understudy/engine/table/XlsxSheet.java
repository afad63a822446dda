package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the cells of one sheet. Formulas are not calculated: their value is the one that was stored with them, so
 * nothing outside the file can change what a rule says.
 */
final class XlsxSheet implements XmlPart.Elements {
    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
    private static final int MOST_COLUMNS = 16_384;

    private final Grid grid;
    private final XlsxStrings strings;
    private final XlsxStyles styles;
    private final TableFaults faults;
    private final List<String> merges = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private int row = -1;
    private int column = -1;
    private String type = "n";
    private int style;
    private boolean formula;
    private boolean hasValue;
    private boolean inValue;

    XlsxSheet(Grid grid, XlsxStrings strings, XlsxStyles styles, TableFaults faults) {
        this.grid = grid;
        this.strings = strings;
        this.styles = styles;
        this.faults = faults;
    }

    @Override
    public void start(String name, XMLStreamReader element) throws XMLStreamException {
        switch (name) {
            case "row" -> {
                row = number(element, "r", row + 2) - 1;
                column = -1;
            }
            case "c" -> startCell(element);
            case "f" -> formula = true;
            case "v", "t" -> {
                inValue = true;
                hasValue = true;
            }
            case "mergeCell" -> merges.add(XmlPart.attribute(element, "ref", ""));
            default -> {}
        }
    }

    private void startCell(XMLStreamReader element) throws XMLStreamException {
        column++;
        String reference = XmlPart.attribute(element, "r", "");
        if (!reference.isEmpty()) {
            int[] place = parse(reference);
            row = place[0];
            column = place[1];
        }
        type = XmlPart.attribute(element, "t", "n");
        style = number(element, "s", 0);
        formula = false;
        hasValue = false;
        value.setLength(0);
        if (row < 0 || column >= MOST_COLUMNS) {
            throw new XMLStreamException("a cell outside of the sheet");
        }
    }

    private static int number(XMLStreamReader element, String attribute, int fallback) throws XMLStreamException {
        try {
            return Integer.parseInt(XmlPart.attribute(element, attribute, Integer.toString(fallback)));
        } catch (NumberFormatException e) {
            throw new XMLStreamException("no number: " + attribute, e);
        }
    }

    /** Row and column, from 0, of {@code C7}. */
    private static int[] parse(String reference) throws XMLStreamException {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            throw new XMLStreamException("no cell: " + reference);
        }
        int column = 0;
        for (char c : matcher.group(1).toCharArray()) {
            column = column * 26 + (c - 'A' + 1);
        }
        return new int[] {Integer.parseInt(matcher.group(2)) - 1, column - 1};
    }

    @Override
    public void text(String text) {
        if (inValue) {
            value.append(text);
        }
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "v", "t" -> inValue = false;
            case "c" -> endCell();
            default -> {}
        }
    }

    private void endCell() {
        if (formula && !hasValue) {
            fault("This formula was saved without its value. Open the workbook, let it calculate, and save it.");
            return;
        }
        if (!hasValue) {
            return;
        }
        try {
            XlsxStyles.Shown shown = shown(value.toString());
            if (shown.text().length() > Grid.LONGEST_TEXT) {
                fault("A cell holds at most " + Grid.LONGEST_TEXT + " characters.");
                return;
            }
            grid.put(GridCell.ofSheet(row, column, shown.text(), shown.shown()));
        } catch (NumberFormatException e) {
            fault("The workbook is damaged: this cell's value can't be read. Write it anew.");
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()));
        }
        if (grid.size() > Grid.MOST_CELLS || grid.lastRow() >= Grid.MOST_ROWS) {
            throw new OutOfLimits();
        }
    }

    private XlsxStyles.Shown shown(String raw) {
        return switch (type) {
            case "s" -> same(strings.get(Integer.parseInt(raw.strip())));
            case "str", "inlineStr", "d" -> same(XlsxStrings.decoded(raw));
            case "b" -> same("1".equals(raw.strip()) || "true".equals(raw.strip()) ? "true" : "false");
            case "e" ->
                throw new IllegalArgumentException((formula ? "This formula" : "This cell") + " gives the error "
                        + raw.strip() + ". Correct it, and save the workbook.");
            default -> styles.show(Double.parseDouble(raw.strip()), style);
        };
    }

    private static XlsxStyles.Shown same(String text) {
        return new XlsxStyles.Shown(text, text);
    }

    private void fault(String message) {
        faults.cell(grid.place(row, column), message);
    }

    /** Gives each of the cells that are merged the text of their first, within what the sheet uses. */
    void spreadMerged() throws XMLStreamException {
        int lastRow = grid.lastRow();
        int spread = 0;
        for (String range : merges) {
            String[] ends = range.split(":", -1);
            int[] from = parse(ends[0]);
            int[] to = parse(ends[ends.length - 1]);
            GridCell first = grid.cell(from[0], from[1]).orElse(null);
            for (int r = from[0]; first != null && r <= Math.min(to[0], lastRow); r++) {
                for (int c = from[1]; c <= to[1] && c < MOST_COLUMNS; c++) {
                    grid.put(first.mergedInto(r, c));
                    spread++;
                    if (spread > Grid.MOST_CELLS || grid.size() > Grid.MOST_CELLS) {
                        throw new OutOfLimits();
                    }
                }
            }
        }
    }

    /** The sheet is larger than {@link Limits} allow. */
    static final class OutOfLimits extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfLimits() {
            super(Limits.TOO_LARGE, null, false, false);
        }
    }
}

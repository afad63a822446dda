package dev.understudy.engine.table;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.template.parser.DecisionTableParseException;

/**
 * Turns decision tables into DRL. Only Drools' generation of text is used; what is read from the file is read here,
 * within limits, without macros, links or calculation. Stateless; used by many threads.
 */
public final class DecisionTableCompiler {
    private static final Pattern CELL = Pattern.compile("\\bcells? ([A-Z]{1,3})([0-9]{1,6})");
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("(?i)ruleset *[;\\t].*");

    /**
     * Compiles one table to DRL. In a workbook the first sheet holds the rules.
     *
     * @param repositoryPath the file's path from the top of the rules repository
     * @param content its bytes
     */
    public TableResult compile(String repositoryPath, byte[] content, Format format) {
        TableFaults faults = new TableFaults(repositoryPath);
        if (content.length > Limits.MOST_BYTES) {
            faults.file("The file has more than " + (Limits.MOST_BYTES >> 20) + " MiB. Split it.");
            return faults.result();
        }
        List<Grid> grids = switch (format) {
            case XLSX -> XlsxReader.read(content, faults);
            case CSV -> CsvReader.read(content, faults).stream().toList();
        };
        return grids.isEmpty() || !isOneTable(grids, faults) ? faults.result() : compile(grids.getFirst(), faults);
    }

    private static boolean isOneTable(List<Grid> grids, TableFaults faults) {
        Grid first = grids.getFirst();
        for (Grid other : grids.subList(1, grids.size())) {
            starts(other)
                    .forEach(cell -> faults.cell(
                            other,
                            cell,
                            "Only the first sheet, '" + first.sheet()
                                    + "', is read. Move this table there, or to a file of its" + " own."));
        }
        first.rowNumbers().stream()
                .flatMap(row -> first.cells(row).stream())
                .filter(cell -> OTHER_SEPARATOR.matcher(cell.trimmed()).matches())
                .findFirst()
                .ifPresent(cell -> faults.cell(
                        first, cell, "Cells are separated by semicolons or tabs here. Save the file with commas."));
        return faults.isEmpty();
    }

    private static List<GridCell> starts(Grid grid) {
        return grid.rowNumbers().stream()
                .flatMap(row -> grid.cells(row).stream())
                .filter(TableLayout::isStart)
                .toList();
    }

    private static TableResult compile(Grid grid, TableFaults faults) {
        TableLayout layout = TableLayout.of(grid, faults);
        new PropertyChecks(grid, layout, faults).run();
        new TableChecks(grid, faults).run(layout.tables());
        if (!faults.isEmpty()) {
            return faults.result();
        }
        try {
            SheetTexts texts = new SheetTexts(layout);
            DrlText plain = DrlText.generate(grid, texts::plain);
            String drl = plain.whole();
            DrlText marked = Marks.occurIn(drl) ? plain : DrlText.generate(grid, texts::withMarks);
            return new TableResult.Compiled(
                    drl,
                    new CellMapper(grid, layout, texts).map(plain, marked),
                    SheetOutline.of(faults.path(), grid, layout));
        } catch (DecisionTableParseException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            faults.cell(place(grid, message), message);
            return faults.result();
        }
    }

    /** Drools names the cell in its message, if it names one. */
    private static CellPlace place(Grid grid, String message) {
        Matcher matcher = CELL.matcher(message);
        if (!matcher.find()) {
            return grid.place(0, 0);
        }
        int column = matcher.group(1).chars().reduce(0, (sum, c) -> sum * 26 + (c - 'A' + 1)) - 1;
        return grid.place(Integer.parseInt(matcher.group(2)) - 1, column);
    }
}

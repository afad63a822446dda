package dev.understudy.engine.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads comma-separated text after RFC 4180, as spreadsheet programs write it, with the place of each cell. A quote
 * opens a quoted cell at its start only; a cell that ends with {@code ...} is merged with those beside it that do so
 * too, as Drools has it. Used once.
 */
final class CsvReader {
    private static final String MERGE = "...";

    private final TableFaults faults;
    private final Grid grid;
    private String text = "";
    private int at;
    private int line = 1;
    private int lineStart;
    private int row;
    private int column;
    private int mergedFrom = GridCell.NOT_MERGED;
    private String mergedText = "";

    private CsvReader(TableFaults faults) {
        this.faults = faults;
        this.grid = new Grid(faults.path(), "csv", Format.CSV);
    }

    /** Empty when {@code faults} has got an error. */
    static Optional<Grid> read(byte[] content, TableFaults faults) {
        CsvReader reader = new CsvReader(faults);
        reader.decode(content);
        if (faults.isEmpty()) {
            reader.readCells();
        }
        return faults.isEmpty() ? Optional.of(reader.grid) : Optional.empty();
    }

    private void decode(byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), out, true);
        String decoded = out.flip().toString();
        if (result.isError()) {
            int faultLine = (int) decoded.chars().filter(c -> c == '\n').count() + 1;
            int faultColumn = decoded.length() - decoded.lastIndexOf('\n');
            faults.file(
                    faultLine, faultColumn, "This byte is not UTF-8. Save the file as 'CSV UTF-8 (comma delimited)'.");
            return;
        }
        text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
    }

    private void readCells() {
        while (at < text.length() && faults.isEmpty()) {
            readCell();
            if (at >= text.length()) {
                return;
            }
            if (text.charAt(at) == ',') {
                at++;
                column++;
            } else {
                endLine();
                nextRow();
            }
        }
    }

    private void readCell() {
        int startLine = line;
        int startColumn = at - lineStart + 1;
        boolean quoted = text.charAt(at) == '"';
        String cell = quoted ? quoted(startLine, startColumn) : bare();
        String merged = merge(cell);
        if (merged.length() > Grid.LONGEST_TEXT) {
            faults.file(startLine, startColumn, "A cell holds at most " + Grid.LONGEST_TEXT + " characters.");
            return;
        }
        grid.put(new GridCell(row, column, merged, merged, mergedFrom, startLine, startColumn + (quoted ? 1 : 0)));
        if (grid.size() > Grid.MOST_CELLS || grid.lastRow() >= Grid.MOST_ROWS) {
            faults.file(startLine, startColumn, Limits.TOO_LARGE);
        }
    }

    private String bare() {
        int start = at;
        while (at < text.length() && !isEndOfCell(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(int startLine, int startColumn) {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                at++;
                cell.append(c == '\r' ? "" : String.valueOf(c));
                if (c == '\n' || (c == '\r' && !startsWith('\n'))) {
                    cell.append(c == '\r' ? "\n" : "");
                    line++;
                    lineStart = at;
                }
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at += 2;
            } else {
                at++;
                checkEnd();
                return cell.toString();
            }
        }
        faults.file(
                startLine,
                startColumn,
                "The quote that opens here is never closed. Close it; a quote inside is doubled.");
        return "";
    }

    private boolean startsWith(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void checkEnd() {
        int blank = at;
        while (blank < text.length() && text.charAt(blank) == ' ') {
            blank++;
        }
        if (blank < text.length() && !isEndOfCell(text.charAt(blank))) {
            faults.file(
                    line,
                    at - lineStart + 1,
                    "Text follows the closing quote of this cell. Double a quote that is part of the text: \"\".");
        }
        at = blank;
    }

    private static boolean isEndOfCell(char c) {
        return c == ',' || c == '\n' || c == '\r';
    }

    private void endLine() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
        lineStart = at;
    }

    private void nextRow() {
        row++;
        column = 0;
        mergedFrom = GridCell.NOT_MERGED;
    }

    private String merge(String cell) {
        if (!cell.endsWith(MERGE)) {
            mergedFrom = GridCell.NOT_MERGED;
            return cell;
        }
        String rest = cell.substring(0, cell.length() - MERGE.length());
        if (mergedFrom == GridCell.NOT_MERGED) {
            mergedFrom = column;
            mergedText = rest;
        }
        return rest.isBlank() ? mergedText : rest;
    }
}

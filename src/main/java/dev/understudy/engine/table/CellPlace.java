package dev.understudy.engine.table;

import dev.understudy.ruleset.Diagnostic;

/**
 * Where a cell stands.
 *
 * @param file as diagnostics name it: {@code flight-compensation/amounts.drl.xlsx!Sheet1!C7}, or the plain path for CSV
 * @param line the row in a spreadsheet, the line of the cell's text in CSV; counted from 1
 * @param column the column in a spreadsheet, the character of the line in CSV; counted from 1
 * @param sheet the sheet's name; {@code csv} for CSV
 * @param cellReference {@code C7}
 */
public record CellPlace(String file, int line, int column, String sheet, String cellReference) {
    /** An error in this cell. */
    public Diagnostic error(String message) {
        return Diagnostic.error(file, line, column, message);
    }
}

package dev.understudy.engine.table;

/**
 * One cell with something in it.
 *
 * @param row counted from 0
 * @param column counted from 0
 * @param text what rules are made of
 * @param shown what a person sees in the spreadsheet
 * @param mergedFrom the first column of the cells it is merged with; -1 when it is not merged
 * @param line where it stands in its file, counted from 1
 * @param character where it stands in that line, counted from 1
 */
record GridCell(int row, int column, String text, String shown, int mergedFrom, int line, int character) {
    static final int NOT_MERGED = -1;

    static GridCell ofSheet(int row, int column, String text, String shown) {
        return new GridCell(row, column, text, shown, NOT_MERGED, row + 1, column + 1);
    }

    GridCell mergedInto(int otherRow, int otherColumn) {
        return new GridCell(otherRow, otherColumn, text, shown, column, otherRow + 1, otherColumn + 1);
    }

    GridCell withText(String other) {
        return new GridCell(row, column, other, other, mergedFrom, line, character);
    }

    String trimmed() {
        return text.strip();
    }

    boolean isBlank() {
        return text.isBlank();
    }

    String reference() {
        return columnName(column) + (row + 1);
    }

    /** A to Z, then AA and so on. */
    static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            name.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return name.toString();
    }
}

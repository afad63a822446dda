package dev.understudy.engine.table;

import org.drools.decisiontable.parser.ActionType.Code;
import org.jspecify.annotations.Nullable;

/**
 * One column of a rule table.
 *
 * @param kind what its values are
 * @param header the cell that says so
 * @param pattern the cell below it with a type or a bound variable, if it is filled
 * @param snippet the cell below that one with the code, if it is filled
 */
record TableColumn(
        Code kind,
        GridCell header,
        @Nullable GridCell pattern,
        @Nullable GridCell snippet) {
    /** Whether its values are put into code. */
    boolean takesCode() {
        return kind == Code.CONDITION || kind == Code.ACTION || kind == Code.METADATA;
    }

    int column() {
        return header.column();
    }

    /** The first of the columns with which it shares its pattern. */
    int group() {
        return pattern == null || pattern.mergedFrom() == GridCell.NOT_MERGED ? column() : pattern.mergedFrom();
    }
}

package dev.understudy.engine.table;

import java.util.List;

/**
 * One row of a rule table, which is one rule.
 *
 * @param row counted from 0
 * @param cells those that are filled, from left to right; never empty
 */
record TableRow(int row, List<GridCell> cells) {}

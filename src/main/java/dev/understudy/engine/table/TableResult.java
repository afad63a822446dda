package dev.understudy.engine.table;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;

/** What came of turning a decision table into DRL. */
public sealed interface TableResult {
    /**
     * DRL that is still to be compiled: what is wrong in it is wrong in a cell.
     *
     * @param drl the text; its package is that of the table's RuleSet row
     * @param cells where each line of it comes from
     * @param outline what its cells say
     */
    record Compiled(String drl, CellMap cells, SheetOutline outline) implements TableResult {}

    /**
     * The table can't be used.
     *
     * @param diagnostics all that is wrong with it, sorted; never empty
     */
    record Faulty(List<Diagnostic> diagnostics) implements TableResult {
        /** Keeps its own copy of the list. */
        public Faulty {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

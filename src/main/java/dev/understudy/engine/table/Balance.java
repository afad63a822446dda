package dev.understudy.engine.table;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/** Finds the cell that leaves a bracket or a quote open. */
final class Balance {
    private static final String OPEN = "([{";
    private static final String CLOSE = ")]}";

    private Balance() {}

    /** The cell of a rule that makes the code from it on unreadable; empty when each is closed in itself. */
    static Optional<GridCell> culprit(CellMap.RuleRow rule, CellMap.Span found) {
        int last = found.isValue() ? found.cell().column() : Integer.MAX_VALUE;
        Optional<GridCell> value = rule.row().cells().stream()
                .filter(cell -> cell.column() <= last)
                .filter(cell ->
                        rule.table().column(cell).filter(TableColumn::takesCode).isPresent())
                .filter(cell -> !isClosed(cell.text()))
                .findFirst();
        if (value.isPresent() || found.isValue()) {
            return value;
        }
        return rule.table().columns().values().stream()
                .filter(TableColumn::takesCode)
                .sorted(Comparator.comparingInt(TableColumn::column))
                .map(TableColumn::snippet)
                .filter(Objects::nonNull)
                .filter(cell -> !isClosed(cell.text()))
                .findFirst();
    }

    static boolean isClosed(String text) {
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && OPEN.indexOf(c) >= 0) {
                open.push(c);
            } else if (!quoted && CLOSE.indexOf(c) >= 0) {
                if (open.isEmpty() || OPEN.indexOf(open.pop()) != CLOSE.indexOf(c)) {
                    return false;
                }
            }
        }
        return !quoted && open.isEmpty();
    }
}

package dev.understudy.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the marks out of one section of DRL, and notes where its letters come from. Used once. */
final class MarkReader {
    private static final GridCell UNKNOWN = GridCell.ofSheet(-1, -1, "", "");
    private static final Set<String> STRUCTURE = Set.of("\twhen", "\tthen", "end");

    private final SheetTexts texts;
    private final Function<String, GridCell> fallback;
    private final CellMap.@Nullable RuleRow row;
    private final StringBuilder text = new StringBuilder();
    private final List<CellMap.Line> lines = new ArrayList<>();
    private final List<CellMap.Span> spans = new ArrayList<>();
    private int lineStart;
    private int spanStart;
    private @Nullable GridCell value;
    private boolean valueEnds;
    private @Nullable GridCell head;

    /** @param fallback by a line's text, where it comes from when no mark says so */
    MarkReader(SheetTexts texts, Function<String, GridCell> fallback, CellMap.@Nullable RuleRow row) {
        this.texts = texts;
        this.fallback = fallback;
        this.row = row;
    }

    /** @param marks whether there are marks in it; without, those letters are the user's own */
    void read(String section, boolean marks) {
        int at = 0;
        while (at < section.length()) {
            char c = section.charAt(at);
            if (marks && (c == Marks.VALUE || c == Marks.END || c == Marks.HEAD)) {
                readMark(section, at, c);
                at += Marks.LENGTH;
            } else {
                text.append(c);
                at++;
                if (c == '\n') {
                    endLine();
                }
            }
        }
    }

    private void readMark(String section, int at, char kind) {
        int number = Marks.cell(section, at);
        GridCell cell = texts.marked(number);
        switch (kind) {
            case Marks.VALUE -> {
                endSpan();
                value = cell;
                valueEnds = section.indexOf(Marks.mark(Marks.END, number), at) >= 0;
            }
            case Marks.END -> {
                // Where a template swaps the parts of a value, its end comes first.
                value = cell;
                endSpan();
                value = null;
            }
            default -> {
                endSpan();
                value = null;
                head = cell;
            }
        }
    }

    private void endSpan() {
        if (text.length() > spanStart) {
            addSpan();
        }
        spanStart = text.length();
    }

    private void addSpan() {
        GridCell cell = value == null ? head : value;
        spans.add(new CellMap.Span(spanStart - lineStart + 1, cell == null ? UNKNOWN : cell, value != null));
    }

    private void endLine() {
        String line = text.substring(lineStart, text.length() - 1);
        if (STRUCTURE.contains(line)) {
            head = null;
        }
        if (spans.isEmpty() || text.length() > spanStart + 1) {
            addSpan();
        }
        List<CellMap.Span> known = spans.stream()
                .map(span -> span.cell().equals(UNKNOWN)
                        ? new CellMap.Span(span.column(), fallback.apply(line), false)
                        : span)
                .toList();
        lines.add(new CellMap.Line(known, row));
        spans.clear();
        lineStart = text.length();
        spanStart = lineStart;
        if (!valueEnds) {
            value = null;
        }
    }

    /** The section without marks. */
    String text() {
        return text.toString();
    }

    /** Its lines, each of which ends with a line feed. */
    List<CellMap.Line> lines() {
        return lines;
    }
}

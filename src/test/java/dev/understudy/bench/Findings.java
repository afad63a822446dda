package dev.understudy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a part measured: figures for people, and the raw values behind them. Prints each figure as it comes. */
final class Findings {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Map<String, ?>> raw = new ArrayList<>();

    void add(String name, double value, String unit) {
        add(name, value, unit, null);
    }

    void add(String name, double value, String unit, @Nullable Target target) {
        Figure figure = new Figure(name, value, unit, target);
        figures.add(figure);
        String verdict = target == null ? "" : "   " + target.text() + (target.isMetBy(value) ? "  met" : "  MISSED");
        System.out.printf("  %-66s %14s%s%n", name, figure.text(), verdict);
    }

    /** A value as it was measured. */
    void raw(Map<String, ?> value) {
        raw.add(value);
    }

    List<Figure> figures() {
        return figures;
    }

    List<Map<String, ?>> raw() {
        return raw;
    }
}

package dev.understudy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture of every figure that has a target: a bar that reaches the line has reached the target. */
final class Overview {
    private static final int ROW = 24;
    private static final int TOP = 56;
    private static final int LEFT = 430;
    private static final int UNIT = 140;
    private static final double MOST = 3;
    private static final String STYLE = """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #24292f }
              .title { font-size: 15px; font-weight: 600 }
              .met { fill: #2da44e } .missed { fill: #cf222e } .line { stroke: #57606a; stroke-dasharray: 4 3 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .met { fill: #3fb950 } .missed { fill: #f85149 } .line { stroke: #8b949e }
              }
            </style>
            """;

    private Overview() {}

    static String of(List<PartResult> results) {
        List<Figure> figures = results.stream()
                .flatMap(each -> each.figures().stream())
                .filter(each -> each.target() != null)
                .toList();
        int height = TOP + figures.size() * ROW + 16;
        List<String> lines = new ArrayList<>();
        lines.add(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 %d\" width=\"960\" height=\"%d\""
                        + " role=\"img\" aria-label=\"Figures of the benchmark against their targets\">")
                .formatted(height, height));
        lines.add(STYLE.stripTrailing());
        lines.add("<text class=\"title\" x=\"16\" y=\"24\">Against the targets: longer is better</text>");
        lines.add("<text x=\"%d\" y=\"44\" text-anchor=\"middle\">target</text>".formatted(LEFT + UNIT));
        for (int i = 0; i < figures.size(); i++) {
            row(lines, figures.get(i), TOP + i * ROW);
        }
        lines.add("<line class=\"line\" x1=\"%1$d\" x2=\"%1$d\" y1=\"48\" y2=\"%2$d\"/>"
                .formatted(LEFT + UNIT, height - 12));
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static void row(List<String> lines, Figure figure, int y) {
        Target target = figure.target();
        if (target == null) {
            return;
        }
        double reached = target.reached(figure.value());
        // Nothing used of what little is allowed reaches as far as can be drawn.
        double drawn = reached >= 0 ? Math.min(MOST, reached) : MOST;
        double length = Math.max(2, (Double.isNaN(drawn) ? MOST : drawn) * UNIT);
        lines.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                .formatted(LEFT - 8, y + 15, escaped(figure.name())));
        lines.add(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"16\" rx=\"2\"/>",
                target.isMetBy(figure.value()) ? "met" : "missed",
                LEFT,
                y + 3,
                length));
        lines.add("<text x=\"%.0f\" y=\"%d\">%s, target %s</text>"
                .formatted(LEFT + length + 6, y + 15, escaped(figure.text()), escaped(plain(target))));
    }

    private static String plain(Target target) {
        return new Target(target.atMost(), target.bound(), null).text();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}

package dev.understudy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the table of all results into the README between its two marks, and draws the picture. */
final class Report {
    private static final String BEGIN = "<!-- results: written by ./understudy bench -->";
    private static final String END = "<!-- end of results -->";

    private Report() {}

    static void write(Path folder, List<String> parts) throws IOException {
        List<PartResult> results = new ArrayList<>();
        for (String part : parts) {
            PartResult.read(folder, part).ifPresent(results::add);
        }
        if (results.isEmpty()) {
            return;
        }
        Path readme = folder.resolve("README.md");
        String text = Files.exists(readme) ? Files.readString(readme) : "# Benchmarks\n\n" + BEGIN + "\n" + END + "\n";
        Files.writeString(readme, between(text, table(results)));
        Files.writeString(folder.resolve("overview.svg"), Overview.of(results));
        System.out.println("Written into " + readme + ".");
    }

    /** The text with what stands between its marks replaced. */
    static String between(String text, String replacement) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("The README has lost its marks '" + BEGIN + "' and '" + END + "'.");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n" + replacement + text.substring(end);
    }

    static String table(List<PartResult> results) {
        StringBuilder text = new StringBuilder();
        for (PartResult each : results) {
            Machine machine = each.machine();
            text.append("\n### ").append(each.part());
            text.append(each.shortened() ? " (a short run: it proves that it works, and no more)" : "");
            text.append(String.format(
                    Locale.ROOT,
                    "%n%n%s, %d s; %s, %d cores, %,d MiB; %s; load of the minute before %.1f.%n%n",
                    each.startedAt(),
                    each.seconds(),
                    machine.processor(),
                    machine.cores(),
                    machine.memoryMebibytes(),
                    machine.java(),
                    machine.loadBefore()));
            text.append("| figure | measured | target | |\n|---|---:|---:|---|\n");
            each.figures().forEach(figure -> row(text, figure));
        }
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, Figure figure) {
        Target target = figure.target();
        text.append("| ")
                .append(figure.name())
                .append(" | ")
                .append(figure.text())
                .append(" | ");
        text.append(target == null ? "" : target.text()).append(" | ");
        text.append(target == null ? "" : target.isMetBy(figure.value()) ? "met" : "**missed**")
                .append(" |\n");
    }
}

package dev.understudy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of who may call what, as it is written down in {@code rights.txt}. */
final class RightsFile {
    /** Who calls nobody knows. */
    static final String NOBODY = "nobody";

    private static final String WHEN = "when ";

    private RightsFile() {}

    /**
     * A line.
     *
     * @param call {@code GET /api/v1/audit}, or {@code git clone}
     * @param when what the content has to be like for this line; empty for all of them
     * @param lets who is let in, by name
     */
    record Row(String call, String when, SortedMap<String, Boolean> lets) {
        /** The call and when. */
        String title() {
            return when.isEmpty() ? call : call + " when " + when;
        }

        @Override
        public String toString() {
            return title();
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> names = List.of();
        String call = "";
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int bar = line.lastIndexOf('|');
            String left = line.substring(0, bar).strip();
            List<String> cells = List.of(line.substring(bar + 1).strip().split(" +"));
            if (left.isEmpty()) {
                names = cells;
                continue;
            }
            boolean when = left.startsWith(WHEN);
            call = when ? call : left;
            rows.add(new Row(call, when ? left.substring(WHEN.length()) : "", lets(left, names, cells)));
        }
        return rows;
    }

    private static SortedMap<String, Boolean> lets(String line, List<String> names, List<String> cells) {
        if (cells.size() != names.size()) {
            throw new AssertionError("'" + line + "' has " + cells.size() + " marks, and not " + names.size());
        }
        SortedMap<String, Boolean> lets = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            lets.put(
                    names.get(i),
                    switch (cells.get(i)) {
                        case "+" -> true;
                        case "-" -> false;
                        default -> throw new AssertionError("'" + line + "' has a mark that is neither + nor -");
                    });
        }
        return lets;
    }

    private static List<String> lines() {
        try (InputStream file =
                Objects.requireNonNull(RightsFile.class.getClassLoader().getResourceAsStream("rights.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

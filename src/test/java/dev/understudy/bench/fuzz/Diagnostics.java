package dev.understudy.bench.fuzz;

import dev.understudy.bench.fuzz.text.FuzzCase;
import dev.understudy.ruleset.Diagnostic;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an author could use what he is told. */
final class Diagnostics {
    static final String NAME = "fuzzed";

    /** Words of the machinery, which no author wrote. */
    private static final Pattern INTERNAL = Pattern.compile(
            "Rules[0-9A-F]{32}|Lambda(?:Predicate|Extractor|Consequence)[0-9A-F]{6}|\\bat (?:org|dev|java)\\.[\\w.]+\\("
                    + "|(?:NullPointer|ClassCast|IndexOutOfBounds|IllegalState)Exception|Error on our side");

    private static final int MOST_CHARACTERS = 90;

    private Diagnostics() {}

    /** Adds a trace for one that names no place of the case, or speaks of what its author can't know. */
    static void check(FuzzCase tried, Diagnostic diagnostic, Findings findings) {
        String file = diagnostic.file().replaceFirst("!.*", "");
        String path = file.startsWith(NAME + "/") ? file.substring(NAME.length() + 1) : "";
        Optional<String> text = Optional.ofNullable(tried.files().get(path));
        boolean missing = path.equals("ruleset.yaml") && text.isEmpty();
        if (text.isEmpty() && !missing) {
            findings.trace("diagnostic", "It names no file: " + diagnostic.text());
        } else if (text.isPresent() && diagnostic.line() > text.get().lines().count() + 1) {
            findings.trace("diagnostic", "The line is not in the file: " + diagnostic.text());
        } else if (diagnostic.message().startsWith("The rules compile, and no network")) {
            findings.trace("diagnostic", "It has no place in the rules: " + diagnostic.text());
        }
        if (INTERNAL.matcher(diagnostic.message()).find() && !isTheAuthors(tried, diagnostic)) {
            findings.trace("diagnostic", "It speaks of internals: " + diagnostic.text());
        }
        if (diagnostic.message().isBlank()) {
            findings.trace("diagnostic", "It says nothing: " + diagnostic.text());
        }
    }

    /** What the rules' own code threw is named by its kind, on purpose: its author has to know. */
    private static final Pattern THROWN =
            Pattern.compile("failed on these facts|An initial value failed while the rules were loaded");

    /** Whether the case has such words itself, or its own code threw what is named. */
    private static boolean isTheAuthors(FuzzCase tried, Diagnostic diagnostic) {
        return THROWN.matcher(diagnostic.message()).find()
                || tried.files().values().stream()
                        .anyMatch(each -> INTERNAL.matcher(each).find());
    }

    /** The message without what differs from case to case. */
    static String kind(Diagnostic diagnostic) {
        String plain = diagnostic
                .message()
                .replaceAll("'[^']*'|\"[^\"]*\"", "'…'")
                .replaceAll("\\d+", "n")
                .replaceAll("\\b[\\w$]+\\.[\\w$.<>]+", "…")
                .replaceAll("\\s+", " ");
        return plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) + "…" : plain;
    }
}

package dev.understudy.bench.fuzz.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rulesets that cases are made of: the attacks, the benign ones and the samples. Immutable. */
public final class Corpus {
    private static final Map<String, String> FACTS = Map.of(
            "eligibility", "{in: [Person], out: [Decision]}",
            "text", "{in: [Doc], out: [Stat]}");
    private static final String USUAL_FACTS = "{in: [F], out: [G]}";

    private final List<Ruleset> rulesets;
    private final List<String> texts;

    /**
     * One ruleset.
     *
     * @param name for reports
     * @param files path to text
     */
    record Ruleset(String name, Map<String, String> files) {}

    private Corpus(List<Ruleset> rulesets) {
        this.rulesets = List.copyOf(rulesets);
        this.texts = rulesets.stream()
                .flatMap(each -> each.files().entrySet().stream())
                .filter(file -> file.getKey().endsWith(".drl"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Reads it from the project's folder. */
    public static Corpus read(Path project) throws IOException {
        List<Ruleset> found = new ArrayList<>();
        for (String folder : List.of("attacks", "benign")) {
            for (Path file : files(project.resolve("src/test/resources").resolve(folder))) {
                String name = file.getFileName().toString();
                if (name.endsWith(".drl")) {
                    found.add(single(name.substring(0, name.length() - 4), text(file)));
                }
            }
        }
        for (String name : List.of("dose-check", "flight-compensation")) {
            Path folder = project.resolve("rules").resolve(name);
            Map<String, String> files = new LinkedHashMap<>();
            for (Path file : files(folder)) {
                files.put(folder.relativize(file).toString(), text(file));
            }
            found.add(new Ruleset(name, files));
        }
        return new Corpus(found);
    }

    private static Ruleset single(String name, String drl) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "ruleset.yaml",
                "title: A ruleset\nowners: [nobody]\nfacts: " + FACTS.getOrDefault(name, USUAL_FACTS) + "\n");
        // The folder of the attacks can't be written to; the fuzzer watches the folder that its JVM runs in.
        files.put("rules.drl", drl.replace("/nonexistent/", ""));
        return new Ruleset(name, files);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    List<Ruleset> rulesets() {
        return rulesets;
    }

    /** A part of some other file, or nothing when there is none of the kind in it. */
    String part(Pattern kind, Dice dice) {
        String text = dice.of(texts);
        return Span.one(kind, text, dice).map(span -> span.of(text)).orElse("");
    }

    /** A rule, query, type or function of some file. */
    String piece(Dice dice) {
        List<String> pieces = Syntax.pieces(dice.of(texts));
        return pieces.size() < 2 ? "" : pieces.get(1 + dice.below(pieces.size() - 1));
    }
}

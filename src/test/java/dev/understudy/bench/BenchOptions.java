package dev.understudy.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the benchmark.
 *
 * @param parts which to run, in order
 * @param shortened whether to run just long enough to prove that it works
 * @param out the folder of the results
 */
record BenchOptions(List<String> parts, boolean shortened, Path out) {
    /** A command line that can't be followed; its message says what could. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    /**
     * Reads it.
     *
     * @param known the parts that there are; all of them run when none is named
     */
    static BenchOptions parse(List<String> words, List<String> known) throws Unclear {
        List<String> parts = new ArrayList<>();
        boolean shortened = false;
        Optional<Path> out = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--short")) {
                shortened = true;
            } else if (word.equals("--out")) {
                if (++i == words.size()) {
                    throw new Unclear("The option --out needs a folder.");
                }
                out = Optional.of(Path.of(words.get(i)));
            } else if (known.contains(word)) {
                parts.add(word);
            } else {
                throw new Unclear("There is no part '" + word + "'; there are " + String.join(", ", known)
                        + ", and the options --short and --out DIR.");
            }
        }
        // What proves only that it works must not replace what was measured.
        Path usual = Path.of(shortened ? "target/bench-short" : "docs/benchmarks");
        return new BenchOptions(parts.isEmpty() ? known : List.copyOf(parts), shortened, out.orElse(usual));
    }
}

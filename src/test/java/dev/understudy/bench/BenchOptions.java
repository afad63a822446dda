package dev.understudy.bench;

import dev.understudy.bench.fuzz.FuzzOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The command line of the benchmark.
 *
 * @param parts which to run, in order
 * @param shortened whether to run just long enough to prove that it works
 * @param out the folder of the results
 * @param fuzz what to fuzz instead of measuring; null to measure
 */
record BenchOptions(
        List<String> parts,
        boolean shortened,
        Path out,
        @Nullable FuzzOrder fuzz) {
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
        FuzzWords fuzz = new FuzzWords();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--short")) {
                shortened = true;
            } else if (word.equals("--out")) {
                out = Optional.of(Path.of(after(rest, "--out needs a folder")));
            } else if (known.contains(word)) {
                parts.add(word);
            } else if (!fuzz.takes(word, rest)) {
                throw new Unclear("There is no part '" + word + "'; there are " + String.join(", ", known)
                        + ", and the options --short, --out DIR and --fuzz MINUTES.");
            }
        }
        FuzzOrder order = fuzz.order();
        if (order != null && !(parts.isEmpty() && !shortened && out.isEmpty())) {
            throw new Unclear("Fuzzing measures nothing: --fuzz goes with --seed and --case alone.");
        }
        // What proves only that it works must not replace what was measured.
        Path usual = Path.of(shortened ? "target/bench-short" : "docs/benchmarks");
        return new BenchOptions(parts.isEmpty() ? known : List.copyOf(parts), shortened, out.orElse(usual), order);
    }

    private static String after(Iterator<String> rest, String need) throws Unclear {
        if (!rest.hasNext()) {
            throw new Unclear("The option " + need + ".");
        }
        return rest.next();
    }

    /** The options that speak of fuzzing. */
    private static final class FuzzWords {
        private static final long MOST_MINUTES = 10_000;

        private @Nullable Long minutes;
        private @Nullable Long seed;
        private @Nullable Long onlyCase;

        boolean takes(String word, Iterator<String> rest) throws Unclear {
            switch (word) {
                case "--fuzz" -> minutes = number(rest, "--fuzz needs the minutes, from 1 to " + MOST_MINUTES);
                case "--seed" -> seed = number(rest, "--seed needs a whole number, as a run prints it");
                case "--case" -> onlyCase = number(rest, "--case needs a whole number, as a finding names it");
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static long number(Iterator<String> rest, String need) throws Unclear {
            try {
                long number = Long.parseLong(after(rest, need));
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException unreadable) {
                // Said below.
            }
            throw new Unclear("The option " + need + ".");
        }

        @Nullable
        FuzzOrder order() throws Unclear {
            Long time = minutes;
            if (time == null) {
                if (seed != null || onlyCase != null) {
                    throw new Unclear("The options --seed and --case go with --fuzz MINUTES.");
                }
                return null;
            }
            if (time < 1 || time > MOST_MINUTES) {
                throw new Unclear("The option --fuzz needs the minutes, from 1 to " + MOST_MINUTES + ".");
            }
            if (onlyCase != null && seed == null) {
                throw new Unclear("A case is made from a seed: --case needs --seed.");
            }
            long used = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : seed;
            return new FuzzOrder(Duration.ofMinutes(time), used, onlyCase);
        }
    }
}

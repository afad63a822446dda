package dev.understudy.rollout.command;

import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.command.VectorFile.Malformed;
import dev.understudy.ruleset.Exposure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code understudy audit assignment}: works out again who was on which side of a rollout, for one unit or for exported
 * decisions; needs neither the service nor its database.
 */
public final class AssignmentCommand {
    private static final String USAGE = """
            Usage: understudy audit assignment --key HEX --kind POINTER --unit TEXT --ppm N [--label assign]
                   understudy audit assignment FILE --key HEX [--key HEX]…
              FILE     exported decisions: GET /api/v1/decisions?format=ndjson; each is checked that was drawn
              --key    the secret of a rollout, in hexadecimal digits
              --kind   the ruleset's routing key, /Flight/0/passengerId say
              --unit   its value in the facts
              --ppm    the exposure, in parts per million
              --label  assign, holdout or shadow-sample""";

    private static final int DIFFERENT = 1;
    private static final int UNCLEAR = 2;
    private static final int MILLION = 1_000_000;
    private static final Set<String> OPTIONS = Set.of("--key", "--kind", "--unit", "--ppm", "--label");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> options = new HashMap<>();
    private final List<RolloutKey> keys = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    private AssignmentCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs it; gives the exit status: 0 when nothing is wrong, 1 when a decision was on another side, 2 when it is
     * called wrongly.
     *
     * @param arguments those behind {@code audit assignment}
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        AssignmentCommand command = new AssignmentCommand(out, err);
        try {
            command.read(arguments);
            return command.follow();
        } catch (Malformed e) {
            err.println(e.getMessage());
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
        } catch (IOException | InvalidPathException e) {
            err.println("The file can't be read: " + e.getMessage());
        }
        return UNCLEAR;
    }

    private void read(List<String> arguments) throws Malformed {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("--")) {
                files.add(word);
                continue;
            }
            if (!OPTIONS.contains(word) || i + 1 == arguments.size()) {
                throw new Malformed(word, "there is no such option, or its value is missing.");
            }
            String value = arguments.get(++i);
            if (word.equals("--key")) {
                keys.add(key(value));
            } else if (options.put(word, value) != null) {
                throw new Malformed(word, "stands there twice.");
            }
        }
    }

    private static RolloutKey key(String hex) throws Malformed {
        try {
            return RolloutKey.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw new Malformed("--key", "it is to be hexadecimal digits, two for each byte.");
        }
    }

    private int follow() throws Malformed, IOException {
        if (files.size() == 1 && options.isEmpty() && !keys.isEmpty()) {
            ExportedAssignments exported = new ExportedAssignments(keys, err);
            exported.check(Path.of(files.getFirst()));
            out.println(exported.summary());
            return exported.wrong() == 0 ? 0 : DIFFERENT;
        }
        boolean whole = options.keySet().containsAll(Set.of("--kind", "--unit", "--ppm"));
        if (!files.isEmpty() || keys.size() != 1 || !whole) {
            err.println(USAGE);
            return UNCLEAR;
        }
        return one();
    }

    private int one() throws Malformed {
        String text = options.getOrDefault("--unit", "");
        Unit unit = Unit.of(text);
        if (unit == null) {
            out.println("This is no unit: the baseline decides.");
            return 0;
        }
        long ppm = VectorFile.whole(options.getOrDefault("--ppm", ""), MILLION, "--ppm");
        Exposure exposure = new Exposure((int) ppm);
        String label = options.getOrDefault("--label", Draw.ASSIGN);
        RolloutKey key = keys.getFirst();
        long point = key.draw(label, options.getOrDefault("--kind", "")).point(unit);
        boolean in = Draw.isIn(point, exposure);
        out.printf("key %s%npoint %d%nthreshold %d%n%s%n", key.id(), point, exposure.threshold(), word(label, in));
        return 0;
    }

    private static String word(String label, boolean in) {
        return label.equals(Draw.ASSIGN) ? in ? "candidate" : "baseline" : in ? "in" : "out";
    }
}

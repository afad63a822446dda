package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.Limits;
import java.time.Duration;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the platform's limits from settings, which are written as in {@code ruleset.yaml}. */
public final class PlatformLimits {
    private static final String PREFIX = "understudy.limits.";
    private static final Duration LONGEST = Duration.ofHours(1);

    private PlatformLimits() {}

    /**
     * The platform's limits.
     *
     * @param time {@code 250ms}, at most an hour
     * @param steps {@code 5000000}
     * @param allocation {@code 32MiB}
     * @param firings {@code 10000}
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    public static Limits of(String time, String steps, String allocation, String firings) {
        return new Limits(
                within("time", value("time", time, Quantities::duration), LONGEST, Quantities.text(LONGEST)),
                value("steps", steps, Quantities::count),
                value("allocation", allocation, Quantities::bytes),
                Math.toIntExact(within(
                        "firings",
                        value("firings", firings, Quantities::count),
                        (long) Integer.MAX_VALUE,
                        Integer.toString(Integer.MAX_VALUE))));
    }

    private interface Quantity<T> {
        Optional<T> read(Node node, String what, Faults faults);
    }

    private static <T> T value(String key, String text, Quantity<T> quantity) {
        Faults faults = new Faults(PREFIX + key);
        Mark nowhere = new Mark(PREFIX + key, 0, 0, 0, new int[0], 0);
        Node node = new ScalarNode(Tag.STR, text, nowhere, nowhere, DumperOptions.ScalarStyle.PLAIN);
        Optional<T> value = quantity.read(node, PREFIX + key, faults);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(faults.sorted().getFirst().message());
        }
        return value.get();
    }

    private static <T extends Comparable<T>> T within(String key, T value, T most, String mostText) {
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException(PREFIX + key + " may be at most " + mostText + ".");
        }
        return value;
    }
}

package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The section {@code limits}: what one decision may use; it may only lower the platform's.
 *
 * @param most the platform's
 * @param lenient whether more than that is lowered to it with a warning, and no error
 */
record LimitsSection(Limits most, boolean lenient, Faults faults) {
    Limits read(Node node) {
        Optional<Fields> found =
                Fields.known(node, "limits", List.of("time", "steps", "allocation", "firings"), faults);
        if (found.isEmpty()) {
            return most;
        }
        Fields fields = found.get();
        Duration time = fields.get("time")
                .flatMap(each -> Quantities.duration(each, "limits.time", faults)
                        .map(value -> within(each, "time", value, most.time(), Quantities.text(most.time()))))
                .orElse(most.time());
        long steps = fields.get("steps")
                .flatMap(each -> Quantities.count(each, "limits.steps", faults)
                        .map(value -> within(each, "steps", value, most.steps(), most.steps() + "")))
                .orElse(most.steps());
        long allocation = fields.get("allocation")
                .flatMap(each -> Quantities.bytes(each, "limits.allocation", faults)
                        .map(value -> within(
                                each,
                                "allocation",
                                value,
                                most.allocationBytes(),
                                Quantities.text(most.allocationBytes()))))
                .orElse(most.allocationBytes());
        long firings = fields.get("firings")
                .flatMap(each -> Quantities.count(each, "limits.firings", faults)
                        .map(value -> within(each, "firings", value, (long) most.firings(), most.firings() + "")))
                .orElse((long) most.firings());
        return new Limits(time, steps, allocation, Math.toIntExact(firings));
    }

    private <T extends Comparable<T>> T within(Node node, String key, T value, T platforms, String text) {
        if (value.compareTo(platforms) <= 0) {
            return value;
        }
        if (lenient) {
            faults.warning(
                    Place.of(node),
                    "limits." + key + " is above the platform's limit, and " + text + " is what holds instead.");
        } else {
            faults.error(
                    node, "limits." + key + " may only lower the platform's limit: at most " + text + " is allowed.");
        }
        return platforms;
    }
}

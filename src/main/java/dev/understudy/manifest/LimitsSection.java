package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code limits}: what one decision may use; it may only lower the platform's. */
final class LimitsSection {
    private LimitsSection() {}

    static Limits read(Node node, Limits most, Faults faults) {
        Optional<Fields> found =
                Fields.known(node, "limits", List.of("time", "steps", "allocation", "firings"), faults);
        if (found.isEmpty()) {
            return most;
        }
        Fields fields = found.get();
        Duration time = fields.get("time")
                .flatMap(each -> Quantities.duration(each, "limits.time", faults)
                        .filter(value ->
                                within(each, "time", value, most.time(), Quantities.text(most.time()), faults)))
                .orElse(most.time());
        long steps = fields.get("steps")
                .flatMap(each -> Quantities.count(each, "limits.steps", faults)
                        .filter(value -> within(each, "steps", value, most.steps(), most.steps() + "", faults)))
                .orElse(most.steps());
        long allocation = fields.get("allocation")
                .flatMap(each -> Quantities.bytes(each, "limits.allocation", faults)
                        .filter(value -> within(
                                each,
                                "allocation",
                                value,
                                most.allocationBytes(),
                                Quantities.text(most.allocationBytes()),
                                faults)))
                .orElse(most.allocationBytes());
        long firings = fields.get("firings")
                .flatMap(each -> Quantities.count(each, "limits.firings", faults)
                        .filter(value ->
                                within(each, "firings", value, (long) most.firings(), most.firings() + "", faults)))
                .orElse((long) most.firings());
        return new Limits(time, steps, allocation, Math.toIntExact(firings));
    }

    private static <T extends Comparable<T>> boolean within(
            Node node, String key, T value, T most, String mostText, Faults faults) {
        if (value.compareTo(most) <= 0) {
            return true;
        }
        faults.error(
                node, "limits." + key + " may only lower the platform's limit: at most " + mostText + " is allowed.");
        return false;
    }
}

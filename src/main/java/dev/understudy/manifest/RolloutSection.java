package dev.understudy.manifest;

import dev.understudy.ruleset.RulesetManifest.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code rollout}: the stages in which a change takes over. */
final class RolloutSection {
    private static final int MOST_STAGES = 20;
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final String EXAMPLE = "{percent: 10, soak: 30m}";

    private RolloutSection() {}

    static List<Stage> read(Node node, Faults faults) {
        List<Stage> stages = new ArrayList<>();
        for (Node item : items(node, faults)) {
            stage(item, faults).ifPresent(stage -> add(stages, stage, item, faults));
        }
        return stages;
    }

    private static List<Node> items(Node node, Faults faults) {
        List<Node> items = Fields.known(node, "rollout", List.of("stages"), faults)
                .flatMap(fields -> fields.get("stages"))
                .flatMap(stages -> Scalars.items(stages, "rollout.stages", faults))
                .orElse(List.of());
        if (items.size() > MOST_STAGES) {
            faults.error(items.get(MOST_STAGES), "A rollout has at most " + MOST_STAGES + " stages.");
            return List.of();
        }
        return items;
    }

    private static Optional<Stage> stage(Node item, Faults faults) {
        return Fields.known(item, "A stage", List.of("percent", "soak"), faults).flatMap(fields -> {
            Optional<Double> percent =
                    required(fields, "percent", faults).flatMap(node -> Quantities.percent(node, "percent", faults));
            Optional<Duration> soak = required(fields, "soak", faults).flatMap(node -> soak(node, faults));
            return percent.flatMap(share -> soak.map(time -> new Stage(share, time)));
        });
    }

    private static Optional<Node> required(Fields fields, String key, Faults faults) {
        Optional<Node> node = fields.get(key);
        if (node.isEmpty()) {
            faults.error(fields.place(), "'" + key + "' is missing in this stage; a stage is " + EXAMPLE + ".");
        }
        return node;
    }

    private static Optional<Duration> soak(Node node, Faults faults) {
        Optional<Duration> soak = Quantities.duration(node, "soak", faults);
        if (soak.isPresent() && soak.get().compareTo(LONGEST) > 0) {
            faults.error(node, "soak may be at most " + Quantities.text(LONGEST) + ".");
            return Optional.empty();
        }
        return soak;
    }

    private static void add(List<Stage> stages, Stage stage, Node item, Faults faults) {
        if (!stages.isEmpty() && stage.percent() <= stages.getLast().percent()) {
            faults.error(item, "The percent of a stage has to be higher than that of the stage before it.");
        }
        stages.add(stage);
    }
}

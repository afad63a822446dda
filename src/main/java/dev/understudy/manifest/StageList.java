package dev.understudy.manifest;

import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.RolloutStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The list {@code rollout.stages}. */
final class StageList {
    private static final int MOST_STAGES = 20;
    private static final int LONGEST_COHORT = 1_000;
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final List<String> KEYS = List.of("percent", "cohort", "soak", "units");
    private static final String EXAMPLE = "{percent: 10, soak: 30m}";

    private final List<RolloutStage> stages = new ArrayList<>();
    private final Faults faults;
    private Exposure highest = Exposure.NONE;

    private StageList(Faults faults) {
        this.faults = faults;
    }

    static List<RolloutStage> read(Fields rollout, Faults faults) {
        StageList list = new StageList(faults);
        Optional<Node> node = rollout.get("stages");
        if (node.isEmpty()) {
            faults.error(rollout.place(), "'stages' is missing; it is a list such as [" + EXAMPLE + "].");
            return List.of();
        }
        Scalars.items(node.get(), "rollout.stages", faults).ifPresent(items -> list.addAll(node.get(), items));
        return list.stages;
    }

    private void addAll(Node node, List<Node> items) {
        if (items.isEmpty()) {
            faults.error(
                    node,
                    "rollout.stages is empty; it has at least one stage, " + EXAMPLE
                            + " say. Without 'rollout' a change takes over at once.");
        } else if (items.size() > MOST_STAGES) {
            faults.error(items.get(MOST_STAGES), "A rollout has at most " + MOST_STAGES + " stages.");
        } else {
            items.forEach(item -> stage(item).ifPresent(stage -> add(stage, item)));
        }
    }

    private Optional<RolloutStage> stage(Node item) {
        Optional<Fields> found = Fields.known(item, "A stage", KEYS, faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Optional<Node> cohort = fields.get("cohort");
        Optional<Exposure> share = cohort.isPresent() && fields.get("percent").isEmpty()
                ? Optional.of(Exposure.ALL)
                : required(fields, "percent").flatMap(node -> RolloutSection.share(node, "percent", faults));
        Optional<Duration> soak = required(fields, "soak").flatMap(this::soak);
        long units = fields.get("units")
                .flatMap(node -> Quantities.count(node, "units", faults))
                .orElse(RolloutStage.USUAL_UNITS);
        if (share.isEmpty() || soak.isEmpty()) {
            return Optional.empty();
        }
        return cohort.isEmpty()
                ? Optional.of(new RolloutStage.Share(share.get(), soak.get(), units))
                : condition(cohort.get()).map(when -> new RolloutStage.Cohort(when, share.get(), soak.get(), units));
    }

    private Optional<Node> required(Fields fields, String key) {
        Optional<Node> node = fields.get(key);
        if (node.isEmpty()) {
            faults.error(fields.place(), "'" + key + "' is missing in this stage; a stage is " + EXAMPLE + ".");
        }
        return node;
    }

    private Optional<Duration> soak(Node node) {
        Optional<Duration> soak = Quantities.duration(node, "soak", faults);
        if (soak.isPresent() && soak.get().compareTo(LONGEST) > 0) {
            faults.error(node, "soak may be at most " + Quantities.text(LONGEST) + ".");
            return Optional.empty();
        }
        return soak;
    }

    private Optional<String> condition(Node node) {
        if (!(node instanceof ScalarNode scalar) || Kind.isNull(node)) {
            faults.error(
                    node,
                    "cohort is " + Kind.of(node) + "; a condition in CEL belongs here, \"caller.name == 'app'\" say.");
            return Optional.empty();
        }
        String when = scalar.getValue();
        if (when.isBlank() || when.length() > LONGEST_COHORT) {
            faults.error(node, "cohort is to be a condition of 1 to " + LONGEST_COHORT + " characters.");
            return Optional.empty();
        }
        return Optional.of(when);
    }

    private void add(RolloutStage stage, Node item) {
        switch (stage) {
            case RolloutStage.Share share -> {
                if (share.exposure().compareTo(highest) <= 0) {
                    faults.error(item, "The percent of a stage has to be higher than that of the stage before it.");
                } else {
                    highest = share.exposure();
                }
            }
            case RolloutStage.Cohort cohort -> {
                if (stages.stream().anyMatch(each -> repeats(each, cohort))) {
                    faults.error(
                            item, "A stage before it has this cohort already, at the same percent or a higher one.");
                }
            }
        }
        stages.add(stage);
    }

    private static boolean repeats(RolloutStage earlier, RolloutStage.Cohort cohort) {
        return earlier instanceof RolloutStage.Cohort other
                && other.when().equals(cohort.when())
                && other.exposure().compareTo(cohort.exposure()) >= 0;
    }
}

package dev.understudy.manifest;

import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code rollout}: how a change takes over. What is said at a rollout's start has the same form. */
final class RolloutSection {
    private static final List<String> KEYS = List.of("stages", "holdout", "start", "windows", "guardrails", "shadow");
    private static final int MOST_HELD_OUT = 50;

    private RolloutSection() {}

    /** The section of a manifest: an empty one is a plan without stages. */
    static RolloutPlan read(Node node, Faults faults) {
        if (node instanceof MappingNode mapping && mapping.getValue().isEmpty()) {
            return RolloutPlan.AT_ONCE;
        }
        return staged(node, faults).orElse(RolloutPlan.AT_ONCE);
    }

    /** A plan that has stages; empty when it is faulty. */
    static Optional<RolloutPlan> staged(Node node, Faults faults) {
        int before = faults.errors();
        Optional<Fields> found = Fields.known(node, "rollout", KEYS, faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        List<RolloutStage> stages = StageList.read(fields, faults);
        Exposure holdout =
                fields.get("holdout").flatMap(each -> holdout(each, faults)).orElse(Exposure.NONE);
        Optional<Instant> start =
                fields.get("start").flatMap(each -> WindowSection.moment(each, "rollout.start", faults));
        ChangeWindows windows = fields.get("windows")
                .map(each -> WindowSection.read(each, faults))
                .orElse(ChangeWindows.ALWAYS);
        GuardrailSettings guardrails = fields.get("guardrails")
                .map(each -> GuardrailSection.read(each, faults))
                .orElse(GuardrailSettings.USUAL);
        Optional<ShadowStage> shadow = fields.get("shadow").flatMap(each -> ShadowSection.read(each, faults));
        return faults.errors() > before
                ? Optional.empty()
                : Optional.of(new RolloutPlan(stages, holdout, start, windows, guardrails, shadow));
    }

    /** A share in percent. */
    static Optional<Exposure> share(Node node, String what, Faults faults) {
        return Quantities.percent(node, what, faults).map(each -> Exposure.percent(BigDecimal.valueOf(each)));
    }

    private static Optional<Exposure> holdout(Node node, Faults faults) {
        Optional<Exposure> share = share(node, "rollout.holdout", faults);
        if (share.isPresent() && share.get().share() * 100 > MOST_HELD_OUT) {
            faults.error(node, "rollout.holdout may be at most " + MOST_HELD_OUT + " (percent).");
            return Optional.empty();
        }
        return share;
    }
}

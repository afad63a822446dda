package dev.understudy.manifest;

import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.ShadowStage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** The section {@code rollout.shadow}: how long the candidate decides beside the baseline before anybody is told. */
final class ShadowSection {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final List<String> KEYS = List.of("percent", "soak", "decisions", "maxPercent", "transitions");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");
    private static final String EXAMPLE = "{percent: 10, soak: 10m, decisions: 500}";

    private ShadowSection() {}

    static Optional<ShadowStage> read(Node node, Faults faults) {
        int before = faults.errors();
        Optional<Fields> found = Fields.known(node, "rollout.shadow", KEYS, faults);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        Exposure share = fields.get("percent")
                .flatMap(each -> RolloutSection.share(each, "shadow.percent", faults))
                .orElse(Exposure.ALL);
        long decisions = fields.get("decisions")
                .flatMap(each -> Quantities.count(each, "shadow.decisions", faults))
                .orElse(ShadowStage.USUAL_DECISIONS);
        Optional<Exposure> most = fields.get("maxPercent").flatMap(each -> most(each, faults));
        List<OutcomeChange> transitions = fields.get("transitions")
                .flatMap(each -> Scalars.items(each, "shadow.transitions", faults)
                        .map(items -> transitions(each, items, faults)))
                .orElse(List.of());
        Optional<Node> soak = fields.get("soak");
        if (soak.isEmpty()) {
            faults.error(fields.place(), "'soak' is missing in rollout.shadow; it is " + EXAMPLE + ", say.");
            return Optional.empty();
        }
        Optional<Duration> lasts = soak.flatMap(each -> Quantities.duration(each, "shadow.soak", faults));
        if (lasts.isPresent() && lasts.get().compareTo(LONGEST) > 0) {
            faults.error(soak.get(), "shadow.soak may be at most " + Quantities.text(LONGEST) + ".");
        }
        return faults.errors() > before
                ? Optional.empty()
                : lasts.map(each -> new ShadowStage(share, each, decisions, most, transitions));
    }

    private static List<OutcomeChange> transitions(Node list, List<Node> items, Faults faults) {
        if (items.isEmpty() || items.size() > ShadowStage.MOST_TRANSITIONS) {
            faults.error(
                    list,
                    "shadow.transitions has 1 to " + ShadowStage.MOST_TRANSITIONS
                            + " of {from: …, to: …}; leave it out to allow any, and say maxPercent: 0 for none.");
            return List.of();
        }
        return items.stream().flatMap(item -> transition(item, faults).stream()).toList();
    }

    private static Optional<OutcomeChange> transition(Node item, Faults faults) {
        Optional<Fields> fields = Fields.known(item, "A transition", List.of("from", "to"), faults);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> from = fields.get().get("from");
        Optional<Node> to = fields.get().get("to");
        if (from.isEmpty() || to.isEmpty()) {
            faults.error(item, "A transition is {from: …, to: …}, as the evidence of a change shows it.");
            return Optional.empty();
        }
        return Scalars.text(from.get(), "from", faults)
                .flatMap(then -> Scalars.text(to.get(), "to", faults).map(now -> new OutcomeChange(then, now)));
    }

    /** Nothing is a share too: no decision may change. */
    private static Optional<Exposure> most(Node node, Faults faults) {
        Optional<String> text = Scalars.text(node, "shadow.maxPercent", faults);
        Optional<BigDecimal> percent = text.filter(each -> PERCENT.matcher(each).matches())
                .map(BigDecimal::new)
                .filter(each -> each.compareTo(BigDecimal.valueOf(100)) <= 0);
        if (text.isPresent() && percent.isEmpty()) {
            faults.error(
                    node,
                    "shadow.maxPercent is '" + Kind.shortened(text.get())
                            + "'; it has to be a number from 0 to 100 with at most four decimals.");
        }
        return percent.map(Exposure::percent);
    }
}

package dev.understudy.engine.run;

import dev.understudy.engine.whynot.FactList;
import dev.understudy.engine.whynot.RuleConditions;
import dev.understudy.engine.whynot.WhyNotFinder;
import dev.understudy.engine.whynot.WrittenRule;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNotRequest;
import dev.understudy.sandbox.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Model;
import org.drools.model.Rule;

/** Tells of a decision why rules did not fire, within a budget of its own. Immutable. */
final class Explainer {
    /** The clock and the allocated bytes are a last resort: steps are the same each time. */
    private static final int MORE_ALLOCATION = 8;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final WhyNotFinder finder;
    private final RulesetManifest manifest;

    private Explainer(WhyNotFinder finder, RulesetManifest manifest) {
        this.finder = finder;
        this.manifest = manifest;
    }

    /** Reads the models, of which no network must have been built yet. */
    static Explainer of(DroolsRuleset.Parts parts) {
        Map<String, Rule> compiled = new HashMap<>();
        for (Model model : parts.models()) {
            model.getRules().forEach(rule -> compiled.put(RuleOrder.key(rule.getPackage(), rule.getName()), rule));
        }
        List<RuleConditions> rules = new ArrayList<>(parts.written().size());
        for (WrittenRule written : parts.written()) {
            Rule rule = compiled.get(RuleOrder.key(written.packageName(), written.name()));
            rules.add(
                    rule == null || written.isQuery()
                            ? RuleConditions.untold(written)
                            : RuleConditions.of(written, rule, parts.manifest().sensitive()));
        }
        WhyNotFinder finder = new WhyNotFinder(
                rules, parts.codec(), parts.types().loader(), parts.types().bySimpleName());
        return new Explainer(finder, parts.manifest());
    }

    /** Whether what a rule matches may come from a sensitive field, by its position. */
    boolean hides(int position) {
        return finder.hasSecrets(position);
    }

    /** @throws ProblemException when the rule that is asked about does not exist */
    void check(WhyNotRequest request) {
        request.rule().filter(name -> finder.position(name) < 0).ifPresent(name -> {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "This ruleset has no rule '" + name + "'" + Nearest.hint(name, finder.names()));
        });
    }

    /**
     * Tells it.
     *
     * @param given the facts as they were sent
     * @param observed what was seen of the decision
     */
    List<WhyNot> explain(WhyNotRequest request, List<Object> given, Observed observed) {
        Set<String> sent = Set.copyOf(manifest.factsIn());
        WhyNotFinder.Ends ends = new WhyNotFinder.Ends(new FactList(given, sent), new FactList(observed.left(), sent));
        RulesetManifest.Limits limits = manifest.limits();
        List<Integer> asked = request.rule()
                .map(name -> List.of(finder.position(name)))
                .orElseGet(() -> finder.unfired(observed.course()));
        Meter meter = Meter.arm(
                limits.steps(), MORE_ALLOCATION * limits.allocationBytes(), System.nanoTime() + PATIENCE_NANOS);
        try {
            return asked.stream()
                    .map(position -> finder.find(position, ends, observed.course()))
                    .toList();
        } finally {
            meter.disarm();
        }
    }
}

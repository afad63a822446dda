package dev.understudy.engine;

import dev.understudy.engine.build.CompilerVersion;
import dev.understudy.engine.build.LoadBudget;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.build.VariedPieces;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.drl.RuleSnippet;
import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.mutation.Mutation;
import dev.understudy.engine.mutation.MutationFinder;
import dev.understudy.engine.run.DroolsRuleset;
import dev.understudy.engine.run.RuleOrder;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.TreeId;
import dev.understudy.sandbox.Stopped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ruleset that compiles, and what becomes of it when one place in one rule is written otherwise. For looking at
 * scenarios, not for deciding: its decisions have ten times the time of the ruleset's limits, so that a machine that is
 * busy stops none of them, and all other limits as they are. Used by one thread at a time.
 */
public final class RulesetVariants {
    private static final int PATIENCE = 10;

    private final Common common;
    private final VariedPieces pieces;
    private final MutationFinder finder;
    private final Map<String, PlacedRule> rules = new HashMap<>();

    /**
     * What all variants have in common.
     *
     * @param manifest as written
     * @param tree of the ruleset that is varied
     * @param codec of its types
     * @param order of its rules
     * @param classes its types by simple name
     */
    record Common(
            RulesetManifest manifest, TreeId tree, FactCodec codec, RuleOrder order, Map<String, Class<?>> classes) {}

    RulesetVariants(Common common, VariedPieces pieces, List<RulePackage> packages, MutationFinder finder) {
        this.common = common;
        this.pieces = pieces;
        this.finder = finder;
        packages.forEach(each -> each.rules().forEach(rule -> rules.put(rule.name(), rule)));
    }

    /** All that can be written otherwise in one of these rules, rule by rule, most telling first. */
    public List<List<Mutation>> mutations(Collection<String> names) {
        return names.stream()
                .map(rules::get)
                .filter(rule -> rule != null && !rule.tree().isQuery())
                .map(finder::find)
                .filter(found -> !found.isEmpty())
                .toList();
    }

    /** As the author wrote it. */
    public CompiledRuleset original() {
        return assemble(pieces.unvaried())
                .orElseThrow(() -> new IllegalStateException("What was built before must build again."));
    }

    /** Written otherwise; empty when that does not compile. Takes some ten milliseconds. */
    public Optional<CompiledRuleset> with(Mutation mutation) {
        PlacedRule rule = rules.get(mutation.rule());
        if (rule == null) {
            throw new IllegalArgumentException("There is no rule '" + mutation.rule() + "'.");
        }
        String text = rule.file().textOf(rule.tree());
        int end = mutation.start() + mutation.original().length();
        String mutated = text.substring(0, mutation.start()) + mutation.mutated() + text.substring(end);
        return RuleSnippet.written(rule, mutated).flatMap(written -> assemble(pieces.with(written)));
    }

    private Optional<CompiledRuleset> assemble(PieceBuilder.Result result) {
        if (!(result instanceof PieceBuilder.Result.Made made)) {
            return Optional.empty();
        }
        LoadBudget budget = LoadBudget.begin();
        try {
            return Optional.of(new DroolsRuleset(new DroolsRuleset.Parts(
                    patient(common.manifest()),
                    common.tree(),
                    common.codec(),
                    common.order(),
                    List.of(),
                    made.models(),
                    new DroolsRuleset.Types(made.types(), common.classes()),
                    CompilerVersion.words(),
                    made.classBytes())));
        } catch (RuntimeException | LinkageError | Stopped e) {
            return Optional.empty();
        } finally {
            budget.end();
        }
    }

    private static RulesetManifest patient(RulesetManifest written) {
        RulesetManifest.Limits limits = written.limits();
        Duration time = limits.time().multipliedBy(PATIENCE);
        return new RulesetManifest(
                written.title(),
                written.owners(),
                written.factsIn(),
                written.factsOut(),
                written.routingKey(),
                written.sensitive(),
                new RulesetManifest.Limits(time, limits.steps(), limits.allocationBytes(), limits.firings()),
                written.rollout(),
                written.decisionLog());
    }
}

package dev.understudy.review;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.review.coverage.Coverage;
import dev.understudy.review.coverage.ScenarioTests;
import dev.understudy.review.difference.Differences;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.mutation.MutationReport;
import dev.understudy.review.mutation.Mutations;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Works out what a change does to one ruleset; what is quickly known first. Waits; for one background thread. */
@Singleton
class RulesetEvidence {
    private final RulesRepository repository;
    private final RulesetCatalog catalog;
    private final OnDemand builds;
    private final Differences differences;
    private final Mutations mutations;
    private final ImpactFinder impacts;
    private final ScenarioFindings findings;
    private final ScenarioTests tests = new ScenarioTests();

    RulesetEvidence(
            RulesRepository repository,
            RulesetCatalog catalog,
            OnDemand builds,
            Differences differences,
            Mutations mutations,
            ImpactFinder impacts,
            ScenarioFindings findings) {
        this.repository = repository;
        this.catalog = catalog;
        this.builds = builds;
        this.differences = differences;
        this.mutations = mutations;
        this.impacts = impacts;
        this.findings = findings;
    }

    void find(long request, RulesetChange change, FoundEvidence found) throws InterruptedException {
        RulesetSource base = source(change.ruleset(), change.base());
        RulesetSource branch = source(change.ruleset(), change.branch());
        RulesetDifference difference = differences.between(base, branch);
        found.difference(difference);
        TreeId tree = change.branch();
        if (branch == null || tree == null) {
            found.impact().none("The ruleset goes: callers of it get a 404.");
            return;
        }
        CompiledRuleset rules = built(change.ruleset(), tree);
        if (rules == null) {
            found.impact().none("It does not compile on the branch, so nothing can be decided with it.");
            return;
        }
        impacts.find(request, change.ruleset(), rules, found.impact());
        String key = ScenarioFindings.key(change, rules.engine());
        Optional<Map<String, Object>> known = findings.find(key);
        if (known.isPresent()) {
            found.coverage(known.get().get("coverage"));
            found.mutants(known.get().get("mutants"));
            return;
        }
        Coverage coverage = tests.run(rules, base, branch, difference.touched());
        found.coverage(coverage);
        MutationReport mutants =
                mutations.start(difference, branch, progress -> {}).report().join();
        found.mutants(mutants);
        // What ended by time would be more on another day.
        if (mutants.end() == MutationReport.End.COMPLETE) {
            findings.keep(key, Map.of("coverage", coverage, "mutants", mutants));
        }
    }

    private @Nullable RulesetSource source(RulesetName name, @Nullable TreeId tree) {
        return tree == null ? null : repository.read(name, tree);
    }

    private @Nullable CompiledRuleset built(RulesetName name, TreeId tree) throws InterruptedException {
        BuildSlot slot = catalog.slot(new BuildSlot.Key(name, tree));
        try {
            BuildResult result = builds.build(slot).toCompletableFuture().get();
            return result instanceof BuildResult.Built built ? built.ruleset() : null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The branch could not be built.", e);
        }
    }
}

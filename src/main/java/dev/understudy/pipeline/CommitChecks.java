package dev.understudy.pipeline;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks of a commit what is asked of a push to {@code main}: that it compiles, and that its scenarios pass. */
@Singleton
public class CommitChecks {
    private final RulesRepository repository;
    private final BuildService builds;
    private final Views views;
    private final RulesetCatalog catalog;

    CommitChecks(RulesRepository repository, BuildService builds, Views views, RulesetCatalog catalog) {
        this.repository = repository;
        this.builds = builds;
        this.views = views;
        this.catalog = catalog;
    }

    /**
     * Builds the rulesets of a commit, unless they are built already, and waits for it: up to a minute or more for new
     * rules. Rules that main goes on with although they are refused are let through.
     *
     * @return what is in the way, sorted; empty when the commit may become {@code main}
     */
    public List<Diagnostic> faults(CommitId commit) {
        List<Diagnostic> faults = new ArrayList<>(repository.layoutFaults(commit).stream()
                .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
                .toList());
        Map<RulesetName, BuildSlot> slots = views.slots(commit);
        Map<RulesetName, CompletableFuture<BuildResult>> results = new TreeMap<>();
        slots.forEach((name, slot) -> results.put(name, builds.build(slot)));
        results.forEach((name, promise) -> {
            BuildResult result = promise.join();
            BuildSlot slot = slots.get(name);
            if (slot == null || !catalog.snapshot().isHeldOnMain(slot.key())) {
                result.diagnostics().stream().filter(CommitChecks::isFault).forEach(faults::add);
            }
        });
        if (slots.isEmpty()) {
            faults.add(Diagnostic.error("ruleset.yaml", 1, 1, "There would be no ruleset on main."));
        }
        faults.sort(null);
        return faults;
    }

    private static boolean isFault(Diagnostic diagnostic) {
        return diagnostic.severity() != Diagnostic.Severity.WARNING;
    }
}

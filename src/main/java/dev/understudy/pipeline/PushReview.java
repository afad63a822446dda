package dev.understudy.pipeline;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.PushGate;
import dev.understudy.gitrepo.PushVerdict;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.identity.Caller;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what a push brings while the pusher waits, and says in the pusher's terminal what came of it. A draft with
 * errors is taken and marked; a {@code main} with errors is not.
 */
@Singleton
class PushReview implements PushGate {
    private static final int MOST_LINES = 40;

    private final RulesRepository repository;
    private final BuildService builds;
    private final Views views;
    private final RulesetCatalog catalog;

    PushReview(RulesRepository repository, BuildService builds, Views views, RulesetCatalog catalog) {
        this.catalog = catalog;
        this.repository = repository;
        this.builds = builds;
        this.views = views;
    }

    @Override
    public PushVerdict check(List<BranchUpdate> updates, Caller caller, Consumer<String> terminal) {
        Map<BranchName, String> refusals = new HashMap<>();
        for (BranchUpdate update : updates) {
            update.to().ifPresent(commit -> {
                String fault = check(update.branch(), commit, terminal);
                if (!fault.isEmpty()) {
                    refusals.put(update.branch(), fault);
                }
            });
        }
        return new PushVerdict(refusals);
    }

    private String check(BranchName branch, CommitId commit, Consumer<String> terminal) {
        List<Diagnostic> layout = repository.layoutFaults(commit);
        layout.forEach(fault -> terminal.accept(fault.text()));
        boolean broken = layout.stream().anyMatch(fault -> fault.severity() == Diagnostic.Severity.ERROR);
        Map<RulesetName, BuildSlot> slots = views.slots(commit);
        Map<RulesetName, CompletableFuture<BuildResult>> results = new TreeMap<>();
        Map<RulesetName, Boolean> known = new HashMap<>();
        slots.forEach((name, slot) -> {
            known.put(name, slot.result() != null);
            results.put(name, builds.build(slot));
        });
        String fault = broken ? "a folder can't be a ruleset." : "";
        for (Map.Entry<RulesetName, CompletableFuture<BuildResult>> each : results.entrySet()) {
            BuildResult result = each.getValue().join();
            boolean quiet = Boolean.TRUE.equals(known.get(each.getKey()));
            String complaint = report(branch, each.getKey(), result, quiet, terminal);
            fault = fault.isEmpty() && !staysHeld(branch, slots.get(each.getKey()), terminal) ? complaint : fault;
        }
        if (slots.isEmpty()) {
            terminal.accept("There is no ruleset on " + branch + ": no top-level folder holds a ruleset.yaml.");
            fault = fault.isEmpty() && branch.isMain() ? "it would hold no ruleset." : fault;
        }
        tellWhatGoes(branch, slots.keySet(), terminal);
        return branch.isMain() && !fault.isEmpty() ? "main stays as it is: " + fault : "";
    }

    /** Rules that main goes on with although they are refused don't keep others from being pushed to it. */
    private boolean staysHeld(BranchName branch, @Nullable BuildSlot slot, Consumer<String> terminal) {
        if (slot == null || !branch.isMain() || !catalog.snapshot().isHeldOnMain(slot.key())) {
            return false;
        }
        terminal.accept(slot.key().ruleset() + " is refused by this version and goes on as it was; correct it soon.");
        return true;
    }

    private void tellWhatGoes(BranchName branch, Set<RulesetName> stays, Consumer<String> terminal) {
        catalog.snapshot()
                .find(branch)
                .ifPresent(before -> before.rulesets().keySet().stream()
                        .filter(name -> !stays.contains(name))
                        .forEach(name -> terminal.accept(name + " is gone from " + branch + ".")));
    }

    private static String report(
            BranchName branch, RulesetName name, BuildResult result, boolean quiet, Consumer<String> terminal) {
        List<Diagnostic> diagnostics = result.diagnostics();
        diagnostics.stream().limit(MOST_LINES).forEach(each -> terminal.accept(each.text()));
        if (diagnostics.size() > MOST_LINES) {
            terminal.accept("and " + (diagnostics.size() - MOST_LINES) + " more");
        }
        return switch (result) {
            case BuildResult.Rejected rejected -> {
                if (!branch.isMain()) {
                    terminal.accept(name + " is BROKEN on " + branch + "; the branch is kept, fix it and push again.");
                }
                yield name + " does not compile.";
            }
            case BuildResult.Built built -> {
                if (!built.scenariosPass()) {
                    terminal.accept(
                            name + ": scenarios fail on " + branch + "; it can be tried there, and can't become main.");
                    yield name + " has scenarios that fail.";
                }
                if (!quiet) {
                    terminal.accept(name + ": " + built.ruleset().ruleCount() + " rules compile, no scenario fails.");
                }
                yield "";
            }
        };
    }
}

package dev.understudy.pipeline;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.FirstRules;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.BranchListener;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * From a moved branch to live rules. A draft is swapped in at once and compiled beside; {@code main} is swapped in
 * ruleset by ruleset, each only when it compiles and its scenarios pass: what was live stays live when the new is bad.
 */
@Singleton
class ChangePipeline implements BranchListener, OnDemand {
    private static final Logger LOG = Logger.getLogger(ChangePipeline.class);

    private final RulesRepository repository;
    private final RulesetCatalog catalog;
    private final BuildService builds;
    private final Views views;
    private final FirstRules firstRules;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("understudy-git-read").factory());

    ChangePipeline(
            RulesRepository repository,
            RulesetCatalog catalog,
            BuildService builds,
            Views views,
            FirstRules firstRules) {
        this.firstRules = firstRules;
        this.repository = repository;
        this.catalog = catalog;
        this.builds = builds;
        this.views = views;
    }

    /** Takes up what is in the repository, beside the rest of the start. */
    void start(@Observes StartupEvent event) {
        reader.execute(() -> {
            try {
                List<BranchUpdate> all = new ArrayList<>();
                repository
                        .heads()
                        .forEach((branch, head) ->
                                all.add(new BranchUpdate(branch, Optional.empty(), Optional.of(head))));
                if (!all.isEmpty()) {
                    moved(all);
                }
            } catch (RuntimeException e) {
                LOG.error("The rules repository can't be read; nothing is live until it can.", e);
            } finally {
                firstRules.takenUp();
            }
        });
    }

    @Override
    public void moved(List<BranchUpdate> updates) {
        Map<BranchName, BranchView> drafts = new HashMap<>();
        List<BranchName> gone = new ArrayList<>();
        for (BranchUpdate update : updates) {
            if (update.to().isEmpty()) {
                gone.add(update.branch());
            } else if (!update.branch().isMain()) {
                drafts.put(
                        update.branch(),
                        views.draft(update.branch(), update.to().get()));
            }
        }
        updates.stream()
                .filter(update -> update.branch().isMain())
                .flatMap(update -> update.to().stream())
                .findFirst()
                .ifPresent(this::activateMain);
        catalog.change(branches -> {
            branches.putAll(drafts);
            gone.forEach(branches::remove);
            return branches;
        });
        compileWhatIsInUse(drafts, updates);
        catalog.trim();
    }

    /** A branch that somebody just pushed is compiled; one that was only found at the start waits for its first use. */
    private void compileWhatIsInUse(Map<BranchName, BranchView> drafts, List<BranchUpdate> updates) {
        for (BranchUpdate update : updates) {
            BranchView view = drafts.get(update.branch());
            if (view != null && update.from().isPresent()) {
                view.rulesets().values().forEach(entry -> builds.start(entry.slot()));
            }
        }
    }

    private void activateMain(CommitId head) {
        Map<RulesetName, BuildSlot> slots = views.slots(head);
        Map<RulesetName, CompletableFuture<BuildResult>> results = new TreeMap<>();
        slots.forEach((name, slot) -> results.put(name, builds.build(slot)));
        results.forEach((name, result) -> result.join());
        catalog.change(branches -> {
            Map<RulesetName, Entry> entries = new TreeMap<>();
            BranchView before = branches.get(BranchName.MAIN);
            slots.forEach((name, slot) -> entries.put(name, entry(head, slot, before)));
            branches.put(BranchName.MAIN, new BranchView(BranchName.MAIN, head, entries));
            return branches;
        });
    }

    private static Entry entry(CommitId head, BuildSlot slot, @Nullable BranchView before) {
        Entry fresh = new Entry(head, slot, Optional.empty());
        boolean good = slot.result() instanceof BuildResult.Built built && built.scenariosPass();
        Entry former = before == null ? null : before.rulesets().get(slot.key().ruleset());
        if (good || former == null || former.slot().state() != BuildSlot.State.LIVE) {
            return fresh;
        }
        LOG.warnf(
                "%s of main at %s is not activated: %s; %s stays live.",
                slot.key().ruleset(), head, slot.diagnostics().getFirst().text(), former.commit());
        return new Entry(former.commit(), former.slot(), Optional.of(new Entry.Refused(head, slot.diagnostics())));
    }

    @Override
    public CompletionStage<BuildResult> build(BuildSlot slot) {
        return builds.build(slot);
    }

    @Override
    public CompletionStage<Optional<BuildSlot>> at(CommitId commit, RulesetName ruleset) {
        return CompletableFuture.supplyAsync(
                () -> repository.hasCommit(commit)
                        ? Optional.ofNullable(views.slots(commit).get(ruleset))
                        : Optional.empty(),
                reader);
    }

    @PreDestroy
    void close() {
        reader.shutdownNow();
    }
}

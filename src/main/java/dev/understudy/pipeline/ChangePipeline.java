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

    /** Somebody's push is compiled at once; a fetch that brings many branches leaves each to its first use. */
    private static final int MOST_COMPILED_AT_ONCE = 20;

    private final RulesRepository repository;
    private final RulesetCatalog catalog;
    private final BuildService builds;
    private final Views views;
    private final LiveRecord liveRecord;
    private final FirstRules firstRules;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("understudy-git-read").factory());

    ChangePipeline(
            RulesRepository repository,
            RulesetCatalog catalog,
            BuildService builds,
            Views views,
            LiveRecord liveRecord,
            FirstRules firstRules) {
        this.liveRecord = liveRecord;
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
                    takeUp(all, false);
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
        takeUp(updates, true);
    }

    private void takeUp(List<BranchUpdate> updates, boolean pushed) {
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
        if (pushed && drafts.size() <= MOST_COMPILED_AT_ONCE) {
            drafts.values().stream()
                    .flatMap(view -> view.rulesets().values().stream())
                    .forEach(entry -> builds.start(entry.slot()));
        }
        catalog.trim();
    }

    private void activateMain(CommitId head) {
        Map<RulesetName, BuildSlot> slots = views.slots(head);
        Map<RulesetName, CompletableFuture<BuildResult>> results = new TreeMap<>();
        slots.forEach((name, slot) -> results.put(name, builds.build(slot)));
        results.forEach((name, result) -> result.join());
        Map<RulesetName, Entry> former = former(slots);
        catalog.change(branches -> {
            Map<RulesetName, Entry> entries = new TreeMap<>();
            slots.forEach((name, slot) -> entries.put(name, entry(head, slot, former.get(name))));
            branches.put(BranchName.MAIN, new BranchView(BranchName.MAIN, head, entries));
            liveRecord.write(live(entries));
            return branches;
        });
    }

    /** What is live of each ruleset that may not be replaced: from memory, or after a restart from the record. */
    private Map<RulesetName, Entry> former(Map<RulesetName, BuildSlot> slots) {
        BranchView before = catalog.snapshot().main();
        Map<RulesetName, Entry> former = new TreeMap<>(before == null ? Map.of() : before.rulesets());
        Map<RulesetName, CommitId> recorded = before == null ? liveRecord.read() : Map.of();
        slots.forEach((name, slot) -> {
            CommitId commit = recorded.get(name);
            if (commit != null && !isGood(slot) && repository.hasCommit(commit)) {
                BuildSlot recordedSlot = views.slots(commit).get(name);
                if (recordedSlot != null) {
                    builds.build(recordedSlot).join();
                    former.put(name, new Entry(commit, recordedSlot, Optional.empty()));
                }
            }
        });
        return former;
    }

    private static boolean isGood(BuildSlot slot) {
        return slot.result() instanceof BuildResult.Built built && built.scenariosPass();
    }

    private static Map<RulesetName, CommitId> live(Map<RulesetName, Entry> entries) {
        Map<RulesetName, CommitId> live = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (entry.slot().state() == BuildSlot.State.LIVE) {
                live.put(name, entry.commit());
            }
        });
        return live;
    }

    private static Entry entry(CommitId head, BuildSlot slot, @Nullable Entry former) {
        Entry fresh = new Entry(head, slot, Optional.empty());
        if (isGood(slot) || former == null || former.slot().state() != BuildSlot.State.LIVE) {
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
    public CompletionStage<Optional<BuildSlot>> at(CommitId head, CommitId commit, RulesetName ruleset) {
        return CompletableFuture.supplyAsync(
                () -> repository.isInPastOf(head, commit)
                        ? Optional.ofNullable(views.slots(commit).get(ruleset))
                        : Optional.empty(),
                reader);
    }

    @PreDestroy
    void close() {
        reader.shutdownNow();
    }
}

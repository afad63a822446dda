package dev.understudy.pipeline;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.FirstRules;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.BranchListener;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
    private final HeldRules held;
    private final FirstRules firstRules;
    private final Reverted reverted;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("understudy-git-read").factory());

    ChangePipeline(
            RulesRepository repository,
            RulesetCatalog catalog,
            BuildService builds,
            Views views,
            LiveRecord liveRecord,
            HeldRules held,
            FirstRules firstRules,
            Reverted reverted) {
        this.reverted = reverted;
        this.liveRecord = liveRecord;
        this.held = held;
        this.firstRules = firstRules;
        this.repository = repository;
        this.catalog = catalog;
        this.builds = builds;
        this.views = views;
    }

    /** Takes up what is in the repository, beside the rest of the start. */
    void start(@Observes StartupEvent event) {
        reader.execute(() -> {
            boolean all = false;
            try {
                takeUp(repository.heads().keySet());
                all = true;
            } catch (RuntimeException e) {
                LOG.error("The rules repository can't be read; nothing is live until it can.", e);
            } finally {
                firstRules.takenUp(all);
            }
        });
    }

    @Override
    public void moved(List<BranchUpdate> updates) {
        Set<BranchName> names = updates.stream().map(BranchUpdate::branch).collect(Collectors.toSet());
        takeUp(names);
        if (names.size() <= MOST_COMPILED_AT_ONCE) {
            names.stream()
                    .flatMap(name -> catalog.snapshot().find(name).stream())
                    .flatMap(view -> view.rulesets().values().stream())
                    .forEach(entry -> builds.start(entry.slot()));
        }
        catalog.trim();
    }

    /**
     * Brings the snapshot to where these branches are now. The heads are read inside the change, so that of two that
     * overlap, a start and a push say, the later one never puts an older head back.
     */
    private void takeUp(Set<BranchName> moved) {
        BranchName only = catalog.snapshot().only();
        Set<BranchName> names = new HashSet<>(moved);
        if (only != null) {
            names.retainAll(Set.of(only));
        }
        if (names.contains(BranchName.MAIN)) {
            repository.head(BranchName.MAIN).ifPresent(this::activateMain);
        }
        catalog.change(branches -> {
            for (BranchName name : names) {
                Optional<CommitId> head = repository.head(name);
                if (head.isEmpty()) {
                    branches.remove(name);
                } else if (!name.isMain()) {
                    branches.put(name, views.draft(name, head.get()));
                }
            }
            return branches;
        });
        if (only != null && !only.isMain()) {
            catalog.snapshot().find(only).ifPresent(this::keepLive);
        }
    }

    /** The one branch that is served is built at once, and never forgotten. */
    private void keepLive(BranchView served) {
        Set<BuildSlot> slots =
                served.rulesets().values().stream().map(Entry::slot).collect(Collectors.toSet());
        catalog.keepWarm(slots);
        slots.forEach(builds::start);
    }

    private void activateMain(CommitId head) {
        Map<RulesetName, BuildSlot> slots = views.slots(head);
        Map<RulesetName, CompletableFuture<BuildResult>> results = new TreeMap<>();
        slots.forEach((name, slot) -> results.put(name, builds.build(slot)));
        slots.values().stream()
                .map(slot -> reverted.of(slot.key()))
                .filter(Objects::nonNull)
                .forEach(instead -> builds.build(instead.slot()).join());
        Map<RulesetName, List<Diagnostic>> found = new TreeMap<>();
        results.forEach((name, result) -> found.put(name, result.join().diagnostics()));
        Map<RulesetName, Entry> former = former(slots);
        catalog.change(branches -> {
            if (!repository.head(BranchName.MAIN).equals(Optional.of(head))) {
                return branches;
            }
            Map<RulesetName, Entry> entries = new TreeMap<>();
            slots.forEach((name, slot) ->
                    entries.put(name, entry(head, slot, found.getOrDefault(name, List.of()), former.get(name))));
            branches.put(BranchName.MAIN, new BranchView(BranchName.MAIN, head, entries));
            liveRecord.write(live(entries));
            return branches;
        });
    }

    /** What is live of each ruleset that may not be replaced: from memory, or after a restart from the record. */
    private Map<RulesetName, Entry> former(Map<RulesetName, BuildSlot> slots) {
        BranchView before = catalog.snapshot().main();
        Map<RulesetName, Entry> former = new TreeMap<>(before == null ? Map.of() : before.rulesets());
        Map<RulesetName, LiveRecord.Live> recorded = before == null ? liveRecord.read() : Map.of();
        slots.forEach((name, slot) -> {
            LiveRecord.Live live = recorded.get(name);
            if (live != null && !isGood(slot) && repository.hasCommit(live.commit())) {
                BuildSlot recordedSlot = views.slots(live.commit()).get(name);
                if (recordedSlot != null) {
                    builds.build(recordedSlot).join();
                    BuildSlot goesOn = held.hold(live, recordedSlot).orElse(recordedSlot);
                    former.put(name, new Entry(live.commit(), goesOn, Optional.empty()));
                }
            }
        });
        return former;
    }

    private static boolean isGood(BuildSlot slot) {
        return slot.result() instanceof BuildResult.Built built && built.scenariosPass();
    }

    private Map<RulesetName, LiveRecord.Live> live(Map<RulesetName, Entry> entries) {
        Map<RulesetName, LiveRecord.Live> live = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (entry.slot().state() == BuildSlot.State.LIVE) {
                String list = entry.slot().formerList().orElseGet(held::list);
                live.put(name, new LiveRecord.Live(entry.commit(), Optional.of(list)));
            }
        });
        return live;
    }

    private Entry entry(CommitId head, BuildSlot slot, List<Diagnostic> found, @Nullable Entry former) {
        Reverted.Instead instead = reverted.of(slot.key());
        if (instead != null) {
            return new Entry(instead.commit(), instead.slot(), Optional.empty());
        }
        Entry fresh = new Entry(head, slot, Optional.empty());
        if (isGood(slot) || former == null || former.slot().state() != BuildSlot.State.LIVE) {
            return fresh;
        }
        boolean same = former.slot().key().equals(slot.key());
        if (same && former.slot().formerList().isPresent()) {
            return new Entry(head, former.slot(), Optional.empty());
        }
        LOG.warnf(
                "%s of main at %s is not activated: %s; %s stays live.",
                slot.key().ruleset(), head, found.getFirst().text(), former.commit());
        return new Entry(former.commit(), former.slot(), Optional.of(new Entry.Refused(head, found)));
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

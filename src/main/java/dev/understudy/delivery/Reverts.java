package dev.understudy.delivery;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.database.Transactions;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings what this node serves to what was reverted, keeps warm what a revert would go back to, and has git catch up.
 * Thread-safe.
 */
@Singleton
class Reverts {
    private final Transactions transactions;
    private final Sources sources;
    private final LiveHistory history;
    private final Reverted reverted;
    private final Warmth warmth;
    private final RevertWriter writer;
    private volatile int waiting;
    private volatile Set<CommitId> needed = Set.of();
    /** What was live since the last look, in its order: two pushes may be nearer to each other than two looks. */
    private final Queue<BranchView> mains = new ConcurrentLinkedQueue<>();

    private volatile @Nullable BranchView lastMain;

    Reverts(
            Transactions transactions,
            Sources sources,
            LiveHistory history,
            Reverted reverted,
            Warmth warmth,
            RevertWriter writer) {
        this.transactions = transactions;
        this.sources = sources;
        this.history = history;
        this.reverted = reverted;
        this.warmth = warmth;
        this.writer = writer;
        warmth.catalog().onChange(this::note);
    }

    @SuppressWarnings("ReferenceEquality") // A main that is another one is what this is about.
    private void note() {
        BranchView main = warmth.catalog().snapshot().main();
        if (main != null && main != lastMain) {
            lastMain = main;
            mains.add(main);
        }
    }

    /**
     * Where rules are kept.
     *
     * @param catalog what is live
     * @param builds compiles
     */
    @Singleton
    record Warmth(RulesetCatalog catalog, OnDemand builds) {}

    /**
     * What says that other rules decide than those of main here.
     *
     * @param store reverts
     * @param ahead where main is elsewhere
     */
    @Singleton
    record Sources(ReversionStore store, Ahead ahead) {}

    /**
     * What holds.
     *
     * @param pending reverts that git does not say yet
     * @param awaited what may not decide, though main here has it
     */
    record Known(List<Reversion> pending, List<BuildSlot.Key> awaited) {}

    /**
     * Reads what was reverted and is not in git yet, so that main does not bring it back, and what main is elsewhere. The
     * last word on a ruleset counts.
     */
    Known know() {
        List<Reversion> pending = transactions.call(sources.store()::pending);
        List<BuildSlot.Key> awaited = new ArrayList<>();
        Map<BuildSlot.Key, Reverted.Instead> instead = new HashMap<>();
        Ahead.News news = transactions.call(sources.ahead()::news);
        for (Ahead.Moved each : news.moved()) {
            awaited.add(each.undone());
            put(each.undone(), each.instead(), instead);
        }
        Set<BuildSlot.Key> undone = new HashSet<>(news.undone());
        for (Reversion each : pending) {
            undone.add(each.undoneKey());
            awaited.add(each.undoneKey());
            BuildSlot target = warmth.catalog().slot(each.targetKey());
            put(each.undoneKey(), new Reverted.Instead(each.target().commit(), target), instead);
        }
        reverted.swap(instead, undone);
        waiting = pending.size();
        return new Known(pending, awaited);
    }

    private static void put(BuildSlot.Key undone, Reverted.Instead last, Map<BuildSlot.Key, Reverted.Instead> instead) {
        instead.replaceAll((key, former) -> key.ruleset().equals(undone.ruleset()) ? last : former);
        instead.put(undone, last);
        instead.remove(last.slot().key());
    }

    /** How many git does not say yet, as far as this node knows. */
    int pending() {
        return waiting;
    }

    /** Commits that a revert needs and that no branch may have. */
    Set<CommitId> needed() {
        return needed;
    }

    /** One look; gives the rules that a revert would put back. */
    Set<BuildSlot> look() {
        Known known = know();
        apply();
        Set<BuildSlot> warm = remember(known);
        known.pending().forEach(writer::write);
        return warm;
    }

    /** Swaps what was reverted out of the snapshot: one swap, for all requests that start after it. */
    void apply() {
        BranchView main = warmth.catalog().snapshot().main();
        if (main == null || main.rulesets().values().stream().noneMatch(this::isUndone)) {
            return;
        }
        warmth.catalog().change(branches -> {
            BranchView now = branches.get(BranchName.MAIN);
            if (now != null) {
                Map<RulesetName, Entry> entries = new TreeMap<>(now.rulesets());
                entries.replaceAll((name, entry) -> isUndone(entry) ? instead(entry) : entry);
                branches.put(BranchName.MAIN, new BranchView(now.branch(), now.head(), entries));
            }
            return branches;
        });
    }

    /** Rules that are not compiled here yet would answer nobody: those that were undone go on until they are. */
    private boolean isUndone(Entry entry) {
        Reverted.Instead instead = reverted.of(entry.slot().key());
        if (instead == null) {
            return false;
        }
        if (instead.slot().result() == null) {
            var _ = warmth.builds().build(instead.slot());
        }
        return instead.slot().state() == BuildSlot.State.LIVE;
    }

    private Entry instead(Entry entry) {
        Reverted.Instead instead = reverted.of(entry.slot().key());
        return instead == null ? entry : new Entry(instead.commit(), instead.slot(), Optional.empty());
    }

    /** Writes down what is live, and keeps warm what was before. */
    synchronized Set<BuildSlot> remember(Known known) {
        BranchView main = warmth.catalog().snapshot().main();
        if (main == null) {
            return Set.of();
        }
        Set<BuildSlot> warm = new HashSet<>();
        Set<CommitId> commits = new HashSet<>();
        known.pending().forEach(each -> commits.add(each.target().commit()));
        List<BranchView> live = new ArrayList<>(mains);
        try {
            transactions.call(connection -> {
                for (BranchView each : live) {
                    history.record(connection, each, known.awaited());
                }
                history.record(connection, main, known.awaited());
                return main;
            });
        } catch (RuntimeException e) {
            history.forget();
            throw e;
        }
        live.forEach(each -> mains.poll());
        transactions.call(connection -> {
            for (RulesetName name : main.rulesets().keySet()) {
                history.former(connection, name).ifPresent(former -> {
                    warm.add(warmth.catalog().slot(new BuildSlot.Key(name, former.tree())));
                    commits.add(former.commit());
                });
            }
            return warm;
        });
        needed = commits;
        warm.stream().filter(slot -> slot.result() == null).forEach(slot -> {
            var _ = warmth.builds().build(slot);
        });
        return warm;
    }
}

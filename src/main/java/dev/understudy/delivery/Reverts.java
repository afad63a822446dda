package dev.understudy.delivery;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.OnDemand;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings what this node serves to what was reverted, keeps warm what a revert would go back to, and has git catch up.
 * Thread-safe.
 */
@Singleton
class Reverts {
    private final Transactions transactions;
    private final ReversionStore store;
    private final LiveHistory history;
    private final Reverted reverted;
    private final Warmth warmth;
    private final RevertWriter writer;
    private volatile int waiting;

    Reverts(
            Transactions transactions,
            ReversionStore store,
            LiveHistory history,
            Reverted reverted,
            Warmth warmth,
            RevertWriter writer) {
        this.transactions = transactions;
        this.store = store;
        this.history = history;
        this.reverted = reverted;
        this.warmth = warmth;
        this.writer = writer;
    }

    /**
     * Where rules are kept.
     *
     * @param catalog what is live
     * @param builds compiles
     */
    @Singleton
    record Warmth(RulesetCatalog catalog, OnDemand builds) {}

    /** Reads what was reverted and is not in git yet, so that main does not bring it back. */
    List<Reversion> know() {
        List<Reversion> pending = transactions.call(store::pending);
        Map<RulesetName, Reverted.Instead> instead = new HashMap<>();
        for (Reversion each : pending) {
            instead.put(
                    each.ruleset(),
                    new Reverted.Instead(
                            each.undone().tree(),
                            each.target().commit(),
                            warmth.catalog().slot(each.targetKey())));
        }
        reverted.swap(instead);
        waiting = pending.size();
        return pending;
    }

    /** How many git does not say yet, as far as this node knows. */
    int pending() {
        return waiting;
    }

    /** One look; gives the rules that a revert would put back. */
    Set<BuildSlot> look() {
        List<Reversion> pending = know();
        apply();
        Set<BuildSlot> warm = remember(pending);
        pending.forEach(writer::write);
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
    Set<BuildSlot> remember(List<Reversion> pending) {
        BranchView main = warmth.catalog().snapshot().main();
        if (main == null) {
            return Set.of();
        }
        List<BuildSlot.Key> awaited = pending.stream().map(Reversion::undoneKey).toList();
        Set<BuildSlot> warm = new HashSet<>();
        transactions.call(connection -> {
            history.record(connection, main, awaited);
            for (RulesetName name : main.rulesets().keySet()) {
                history.former(connection, name)
                        .map(former -> warmth.catalog().slot(new BuildSlot.Key(name, former.tree())))
                        .ifPresent(warm::add);
            }
            return warm;
        });
        warm.stream().filter(slot -> slot.result() == null).forEach(slot -> {
            var _ = warmth.builds().build(slot);
        });
        return warm;
    }
}

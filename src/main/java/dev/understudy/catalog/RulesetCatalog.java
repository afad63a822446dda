package dev.understudy.catalog;

import dev.understudy.isolation.ServedBranch;
import dev.understudy.ruleset.BranchName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is live. Requests read one snapshot behind one reference and end on what they began with; a change swaps the
 * reference. Thread-safe.
 */
@ApplicationScoped
public class RulesetCatalog {
    /** A push builds slots before any branch names them. */
    private static final long FORGET_AFTER_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** Deleting a branch and pushing it again is no way out of a quarantine. */
    private static final long FORGET_QUARANTINED_AFTER_NANOS = TimeUnit.DAYS.toNanos(1);

    private final @Nullable BranchName only;
    private volatile Snapshot current;
    private final ConcurrentMap<BuildSlot.Key, BuildSlot> slots = new ConcurrentHashMap<>();
    private volatile Set<BuildSlot> keptWarm = Set.of();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CatalogConfig config;

    RulesetCatalog(CatalogConfig config, ServedBranch served) {
        this.config = config;
        this.only = served.only();
        this.current = new Snapshot(Map.of(), only);
    }

    /** The branches as they are now. */
    public Snapshot snapshot() {
        return current;
    }

    /** The slot of a tree, made when it is new. */
    public BuildSlot slot(BuildSlot.Key key) {
        return slots.computeIfAbsent(key, BuildSlot::new);
    }

    /**
     * Makes a change live: one swap, which every request that starts after it sees whole.
     *
     * @param change from all branches to all branches; called again when another change came first
     */
    public synchronized void change(UnaryOperator<Map<BranchName, BranchView>> change) {
        Map<BranchName, BranchView> branches = new HashMap<>();
        snapshot().branches().forEach(view -> branches.put(view.branch(), view));
        Map<BranchName, BranchView> next = new HashMap<>(change.apply(branches));
        if (only != null) {
            next.keySet().retainAll(Set.of(only));
        }
        current = new Snapshot(next, only);
        listeners.forEach(Runnable::run);
    }

    /** Has {@code listener} called after each change, by the thread that made it; it has to return at once. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Keeps drafts within their budget of memory: forgets the KieBases that were used least recently, never one that
     * {@code main} or a rollout needs, and forgets slots that no branch names any more.
     */
    public synchronized void trim() {
        Snapshot snapshot = snapshot();
        Set<BuildSlot> pinned = new HashSet<>(keptWarm);
        Set<BuildSlot> named = new HashSet<>(keptWarm);
        for (BranchView view : snapshot.branches()) {
            for (Entry entry : view.rulesets().values()) {
                named.add(entry.slot());
                if (view.branch().isMain()) {
                    pinned.add(entry.slot());
                }
            }
        }
        List<BuildSlot> drafts = new ArrayList<>(slots.values());
        drafts.removeAll(pinned);
        drafts.sort(Comparator.comparingLong(BuildSlot::lastUsedNanos));
        long held = drafts.stream().mapToLong(BuildSlot::weightBytes).sum();
        long budget = config.draftBudgetMegabytes() << 20;
        for (BuildSlot draft : drafts) {
            if (held <= budget) {
                break;
            }
            held -= draft.weightBytes();
            draft.evict();
        }
        long now = System.nanoTime();
        slots.values()
                .removeIf(slot -> !named.contains(slot)
                        && slot.weightBytes() == 0
                        && now - slot.lastUsedNanos() > forgetAfterNanos(slot));
    }

    /** These are needed though no branch may name them: candidates, and what a revert would put back. */
    public void keepWarm(Set<BuildSlot> needed) {
        keptWarm = Set.copyOf(needed);
    }

    private static long forgetAfterNanos(BuildSlot slot) {
        return slot.budgets().quarantine() == null ? FORGET_AFTER_NANOS : FORGET_QUARANTINED_AFTER_NANOS;
    }

    /** How many KieBases are held. */
    public long liveSlots() {
        return slots.values().stream()
                .filter(slot -> slot.state() == BuildSlot.State.LIVE)
                .count();
    }

    /** The estimated weight of all KieBases in bytes. */
    public long weightBytes() {
        return slots.values().stream().mapToLong(BuildSlot::weightBytes).sum();
    }
}

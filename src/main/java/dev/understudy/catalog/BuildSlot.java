package dev.understudy.catalog;

import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tree of one ruleset, and what has become of it. Branches with equal rules share one slot, so they share one
 * KieBase. Thread-safe; reading it takes no lock.
 */
public final class BuildSlot {
    /** What a decision is taken to last before one was measured: long enough to keep it off the event loops. */
    private static final long UNPROVEN_NANOS = 2_000_000;

    private final Key key;
    private final @Nullable String formerList;
    private final BudgetHistory budgets = new BudgetHistory();
    private volatile @Nullable BuildResult result;
    private volatile boolean compiling;
    private volatile long lastUsedNanos = System.nanoTime();
    private volatile long paceNanos = UNPROVEN_NANOS;

    /**
     * What names a slot.
     *
     * @param ruleset the ruleset
     * @param tree git's id of its folder
     */
    public record Key(RulesetName ruleset, TreeId tree) {}

    /** How far it is. */
    public enum State {
        /** Known to git, not compiled; compiled at first use. */
        IDLE,
        /** Being compiled. */
        COMPILING,
        /** Answers requests. */
        LIVE,
        /** Refuses requests, since its decisions used up their budgets; of drafts alone, as {@link Snapshot} sees it. */
        QUARANTINED,
        /** Does not compile. */
        BROKEN
    }

    BuildSlot(Key key) {
        this(key, null);
    }

    private BuildSlot(Key key, @Nullable String formerList) {
        this.key = key;
        this.formerList = formerList;
    }

    /**
     * A slot beside the catalog's, for rules that {@code main} ran and that this version refuses. No draft with equal
     * rules shares it.
     *
     * @param list of what rules may use, under which they went live
     */
    public static BuildSlot heldUnder(String list, Key key) {
        return new BuildSlot(key, list);
    }

    /** The list under which this version goes on with rules that it refuses; nothing for all others. */
    public Optional<String> formerList() {
        return Optional.ofNullable(formerList);
    }

    /** What names this slot. */
    public Key key() {
        return key;
    }

    /** What decides, or null when it is not compiled or does not compile. Counts as a use. */
    public @Nullable CompiledRuleset ruleset() {
        if (result instanceof BuildResult.Built built) {
            lastUsedNanos = System.nanoTime();
            return built.ruleset();
        }
        return null;
    }

    /** What came of compiling it, or null when it was not compiled, or was evicted. */
    public @Nullable BuildResult result() {
        return result;
    }

    /** What there is to say about it; empty when it was not compiled. */
    public List<Diagnostic> diagnostics() {
        BuildResult known = result;
        return known == null ? List.of() : known.diagnostics();
    }

    /** How far it is; what became of its decisions, and who asks, is left aside. */
    public State state() {
        return switch (result) {
            case null -> compiling ? State.COMPILING : State.IDLE;
            case BuildResult.Built built -> State.LIVE;
            case BuildResult.Rejected rejected -> State.BROKEN;
        };
    }

    /** Says that it is being compiled. */
    public void compiling() {
        compiling = true;
    }

    /** Says what came of it. */
    public void finished(BuildResult outcome) {
        result = outcome;
        compiling = false;
        lastUsedNanos = System.nanoTime();
    }

    /** Says that compiling it ended with nothing. */
    public void gaveUp() {
        compiling = false;
    }

    /** What its decisions used of their budgets; it outlasts the KieBase. */
    public BudgetHistory budgets() {
        return budgets;
    }

    /** How long a decision lasts lately, in nanoseconds: a moving average. */
    public long paceNanos() {
        return paceNanos;
    }

    /** Adds a decision to the average. Lost updates of two threads do no harm. */
    public void decided(long nanos) {
        long pace = paceNanos;
        paceNanos = pace + (nanos - pace) / 16;
    }

    /** Forgets the KieBase; the next use compiles again, from classes that are on disk. */
    void evict() {
        if (result instanceof BuildResult.Built) {
            result = null;
        }
    }

    long weightBytes() {
        return result instanceof BuildResult.Built built ? built.ruleset().weightBytes() : 0;
    }

    long lastUsedNanos() {
        return lastUsedNanos;
    }
}

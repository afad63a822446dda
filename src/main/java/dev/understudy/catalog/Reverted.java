package dev.understudy.catalog;

import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rulesets of {@code main} that were reverted before git says so: whoever makes {@code main} live puts the former rules
 * in the place of those that were undone. Thread-safe.
 */
@Singleton
public class Reverted {
    private volatile Map<RulesetName, Instead> byRuleset = Map.of();

    /**
     * What decides in the place of what.
     *
     * @param undone the tree that may not decide
     * @param commit the commit whose rules decide
     * @param slot these rules
     */
    public record Instead(TreeId undone, CommitId commit, BuildSlot slot) {}

    /** What decides in the place of a tree; null when that tree may decide. */
    public @Nullable Instead of(BuildSlot.Key key) {
        Instead instead = byRuleset.get(key.ruleset());
        return instead != null && instead.undone().equals(key.tree()) ? instead : null;
    }

    /** Makes these the ones that hold. */
    public void swap(Map<RulesetName, Instead> next) {
        byRuleset = Map.copyOf(next);
    }
}

package dev.understudy.catalog;

import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rulesets of {@code main} that may not decide before this node's git says so, since they were reverted, or since main
 * has moved on elsewhere: whoever makes {@code main} live puts other rules in their place. Thread-safe.
 */
@Singleton
public class Reverted {
    private volatile Map<BuildSlot.Key, Instead> instead = Map.of();
    private final Set<BuildSlot.Key> takenBack = ConcurrentHashMap.newKeySet();

    /**
     * What decides in the place of others.
     *
     * @param commit the commit whose rules decide
     * @param slot these rules
     */
    public record Instead(CommitId commit, BuildSlot slot) {}

    /** What decides in the place of a tree; null when that tree may decide. */
    public @Nullable Instead of(BuildSlot.Key key) {
        return instead.get(key);
    }

    /** Whether these were reverted since this node's start. Nothing to look up while nothing was. */
    public boolean isTakenBack(BuildSlot.Key key) {
        return !takenBack.isEmpty() && takenBack.contains(key);
    }

    /**
     * Makes these the ones that hold.
     *
     * @param next what decides, by what may not
     * @param undone what was reverted of late
     */
    public void swap(Map<BuildSlot.Key, Instead> next, Collection<BuildSlot.Key> undone) {
        takenBack.addAll(undone);
        instead = Map.copyOf(next);
    }
}

package dev.understudy.rollout;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rollouts that decide on this node, by ruleset: one reference, swapped as a whole. Thread-safe. */
@Singleton
public class LiveRollouts {
    private volatile Map<String, LiveRollout> byRuleset = Map.of();

    /** The one of a ruleset; null when none runs. No allocation, and nothing to look up while none runs at all. */
    public @Nullable LiveRollout of(String ruleset) {
        Map<String, LiveRollout> known = byRuleset;
        return known.isEmpty() ? null : known.get(ruleset);
    }

    /** All of them. */
    public Collection<LiveRollout> all() {
        return byRuleset.values();
    }

    /** Makes these the ones that decide; what is under way ends as it began. */
    public void swap(Map<String, LiveRollout> next) {
        byRuleset = Map.copyOf(next);
    }
}

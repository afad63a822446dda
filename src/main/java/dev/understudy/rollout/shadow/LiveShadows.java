package dev.understudy.rollout.shadow;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The candidates that decide on this node without anybody being told, by ruleset: one reference. Thread-safe. */
@Singleton
public class LiveShadows {
    private static final ShadowTap[] NONE = {};

    private volatile Map<String, ShadowTap[]> byRuleset = Map.of();

    /** Those of a ruleset, not to be changed. No allocation, and nothing to look up while there are none at all. */
    public ShadowTap[] of(String ruleset) {
        Map<String, ShadowTap[]> known = byRuleset;
        return known.isEmpty() ? NONE : known.getOrDefault(ruleset, NONE);
    }

    /** Makes these the ones that decisions are handed to. */
    public void swap(Map<String, List<ShadowTap>> next) {
        Map<String, ShadowTap[]> taps = HashMap.newHashMap(next.size());
        next.forEach((ruleset, all) -> taps.put(ruleset, all.toArray(ShadowTap[]::new)));
        byRuleset = taps;
    }
}

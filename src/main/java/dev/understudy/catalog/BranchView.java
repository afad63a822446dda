package dev.understudy.catalog;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A branch as this node serves it.
 *
 * @param branch its name
 * @param head its head in git
 * @param rulesets its rulesets, sorted by name
 */
public record BranchView(BranchName branch, CommitId head, Map<RulesetName, Entry> rulesets) {
    /** Keeps its own copy of the map. */
    public BranchView {
        rulesets = Collections.unmodifiableMap(new TreeMap<>(rulesets));
    }

    /** A ruleset by its exact name, or null; takes any text. */
    public @Nullable Entry ruleset(String name) {
        // A decision comes by here: rulesets are few, and comparing is cheaper than checking what is a name.
        for (Map.Entry<RulesetName, Entry> each : rulesets.entrySet()) {
            if (each.getKey().value().equals(name)) {
                return each.getValue();
            }
        }
        return null;
    }

    /** How far it is: the worst of its rulesets. */
    public BuildSlot.State state() {
        boolean compiling = false;
        boolean idle = false;
        for (Entry entry : rulesets.values()) {
            switch (entry.slot().state()) {
                case BROKEN -> {
                    return BuildSlot.State.BROKEN;
                }
                case COMPILING -> compiling = true;
                case IDLE -> idle = true;
                case LIVE -> {}
            }
        }
        if (compiling) {
            return BuildSlot.State.COMPILING;
        }
        return idle ? BuildSlot.State.IDLE : BuildSlot.State.LIVE;
    }
}

package dev.understudy.catalog;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final List<BuildSlot.State> WORST_FIRST = List.of(
            BuildSlot.State.BROKEN,
            BuildSlot.State.QUARANTINED,
            BuildSlot.State.COMPILING,
            BuildSlot.State.IDLE,
            BuildSlot.State.LIVE);

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

    /** How far it is in {@code snapshot}: the worst of its rulesets. */
    public BuildSlot.State state(Snapshot snapshot) {
        Set<BuildSlot.State> states = EnumSet.noneOf(BuildSlot.State.class);
        rulesets.values().forEach(entry -> states.add(snapshot.state(entry.slot())));
        return WORST_FIRST.stream().filter(states::contains).findFirst().orElse(BuildSlot.State.LIVE);
    }
}

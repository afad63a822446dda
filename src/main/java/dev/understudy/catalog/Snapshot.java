package dev.understudy.catalog;

import dev.understudy.ruleset.BranchName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All branches at one moment. Immutable: a change builds the next one aside. */
public final class Snapshot {
    private final Map<String, BranchView> byName;
    private final @Nullable BranchView main;
    private final @Nullable BranchName only;

    /**
     * @param branches by name
     * @param only the one branch that this node serves; null when it serves all
     */
    Snapshot(Map<BranchName, BranchView> branches, @Nullable BranchName only) {
        this.only = only;
        Map<String, BranchView> names = HashMap.newHashMap(branches.size());
        branches.forEach((name, view) -> names.put(name.value(), view));
        this.byName = names;
        this.main = names.get(BranchName.MAIN.value());
    }

    /** The branch that production runs; null before the first one is there. */
    public @Nullable BranchView main() {
        return main;
    }

    /** The one branch that this node serves, whether or not it is there; null when it serves all. */
    public @Nullable BranchName only() {
        return only;
    }

    /** The branch that decides when nobody chooses; null before it is there. */
    public @Nullable BranchView standard() {
        return only == null ? main : byName.get(only.value());
    }

    /** A branch by its exact name, or null. No allocation. */
    public @Nullable BranchView branch(String name) {
        return byName.get(name);
    }

    /** A branch by its exact name. */
    public Optional<BranchView> find(BranchName name) {
        return Optional.ofNullable(byName.get(name.value()));
    }

    /** All branches, sorted by name. */
    public Collection<BranchView> branches() {
        return new TreeMap<>(byName).values();
    }

    /** All names, in no order. */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Why decisions by a slot's rules are refused; null when they are not. What {@code main} runs never is. */
    public @Nullable Quarantine quarantine(BuildSlot slot) {
        Quarantine quarantine = slot.budgets().quarantine();
        return quarantine == null || isOnMain(slot) ? null : quarantine;
    }

    /** How far a slot is, with whether it is quarantined. */
    public BuildSlot.State state(BuildSlot slot) {
        BuildSlot.State state = slot.state();
        return state != BuildSlot.State.BROKEN && quarantine(slot) != null ? BuildSlot.State.QUARANTINED : state;
    }

    /** Whether {@code main} decides by these rules. */
    public boolean isOnMain(BuildSlot slot) {
        Entry entry = main == null ? null : main.rulesets().get(slot.key().ruleset());
        return entry != null && entry.slot() == slot;
    }

    /** Whether {@code main} goes on with these rules although this version refuses them. */
    public boolean isHeldOnMain(BuildSlot.Key key) {
        Entry entry = main == null ? null : main.rulesets().get(key.ruleset());
        return entry != null
                && entry.slot().formerList().isPresent()
                && entry.slot().key().equals(key);
    }

    /** How many rulesets {@code main} goes on with although this version refuses them. */
    public long heldOnMain() {
        return main == null
                ? 0
                : main.rulesets().values().stream()
                        .filter(entry -> entry.slot().formerList().isPresent())
                        .count();
    }

    /** How many rulesets are quarantined; equal ones count once. */
    public long quarantined() {
        return byName.values().stream()
                .flatMap(view -> view.rulesets().values().stream())
                .map(Entry::slot)
                .filter(slot -> quarantine(slot) != null)
                .distinct()
                .count();
    }

    /** How many branches there are. */
    public int size() {
        return byName.size();
    }
}

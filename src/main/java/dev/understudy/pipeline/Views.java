package dev.understudy.pipeline;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.content.Remembered;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a commit holds, as slots of the catalog. Remembers the commits that were asked for last. Thread-safe. */
@Singleton
class Views {
    private static final int MOST_COMMITS = 4_096;

    private final RulesRepository repository;
    private final RulesetCatalog catalog;
    private final Map<CommitId, Map<RulesetName, BuildSlot.Key>> known = new Remembered<>(MOST_COMMITS);

    Views(RulesRepository repository, RulesetCatalog catalog) {
        this.repository = repository;
        this.catalog = catalog;
    }

    /** The rulesets of a commit; reads git when it is not remembered. */
    Map<RulesetName, BuildSlot> slots(CommitId commit) {
        Map<RulesetName, BuildSlot> slots = new TreeMap<>();
        keys(commit).forEach((name, key) -> slots.put(name, catalog.slot(key)));
        return slots;
    }

    private Map<RulesetName, BuildSlot.Key> keys(CommitId commit) {
        synchronized (known) {
            Map<RulesetName, BuildSlot.Key> remembered = known.get(commit);
            if (remembered != null) {
                return remembered;
            }
        }
        Map<RulesetName, BuildSlot.Key> keys = new TreeMap<>();
        repository.rulesets(commit).forEach((name, tree) -> keys.put(name, new BuildSlot.Key(name, tree)));
        synchronized (known) {
            known.put(commit, keys);
        }
        return keys;
    }

    /** A draft at its head. */
    BranchView draft(BranchName branch, CommitId head) {
        Map<RulesetName, Entry> entries = new TreeMap<>();
        slots(head).forEach((name, slot) -> entries.put(name, new Entry(head, slot, Optional.empty())));
        return new BranchView(branch, head, entries);
    }
}

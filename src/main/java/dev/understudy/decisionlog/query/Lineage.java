package dev.understudy.decisionlog.query;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.RulesetName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * For which rulesets a branch has rules of its own, and for which it has those of {@code main}.
 *
 * @param branch its name
 * @param own names of rulesets whose content differs from that on {@code main}, or that one of the two does not have
 * @param shared names of rulesets with the same content
 */
public record Lineage(BranchName branch, SortedSet<String> own, SortedSet<String> shared) {
    /** Keeps its own copies. */
    public Lineage {
        own = Collections.unmodifiableSortedSet(new TreeSet<>(own));
        shared = Collections.unmodifiableSortedSet(new TreeSet<>(shared));
    }

    /** That of a branch as this node serves it now; {@code main} shares all of its rulesets. */
    public static Lineage of(BranchView view, @Nullable BranchView main) {
        SortedSet<String> own = new TreeSet<>();
        SortedSet<String> shared = new TreeSet<>();
        SortedSet<RulesetName> names = new TreeSet<>(view.rulesets().keySet());
        if (main != null) {
            names.addAll(main.rulesets().keySet());
        }
        for (RulesetName name : names) {
            Entry here = view.rulesets().get(name);
            Entry there = main == null ? null : main.rulesets().get(name);
            boolean same = here != null
                    && there != null
                    && here.slot().key().equals(there.slot().key());
            (same || view.branch().isMain() ? shared : own).add(name.value());
        }
        return new Lineage(view.branch(), own, shared);
    }

    /** The branch whose decisions stand for {@code ruleset}. */
    public BranchName branchOf(String ruleset) {
        return own.contains(ruleset) ? branch : BranchName.MAIN;
    }

    /** By ruleset, the name of the branch whose decisions stand for it: of one ruleset, or of all when it is null. */
    SortedMap<String, String> byRuleset(@Nullable String one) {
        SortedMap<String, String> branches = new TreeMap<>();
        if (one != null) {
            branches.put(one, branchOf(one).value());
            return branches;
        }
        own.forEach(each -> branches.put(each, branch.value()));
        shared.forEach(each -> branches.put(each, BranchName.MAIN.value()));
        return branches;
    }
}

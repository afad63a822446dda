package dev.understudy.catalog;

import dev.understudy.isolation.ServedBranch;
import dev.understudy.ruleset.BranchName;

/** Makes catalogs for the benchmark. */
public final class CatalogProbe {
    private CatalogProbe() {}

    /** An empty one with that budget for drafts, in MiB. */
    public static RulesetCatalog empty(long draftBudgetMegabytes) {
        return new RulesetCatalog(() -> draftBudgetMegabytes, ServedBranch.all());
    }

    /** An empty one that serves one branch alone. */
    public static RulesetCatalog serving(BranchName only) {
        return new RulesetCatalog(() -> 256, ServedBranch.only(only));
    }
}

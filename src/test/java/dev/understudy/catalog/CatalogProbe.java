package dev.understudy.catalog;

/** Makes catalogs for the benchmark. */
public final class CatalogProbe {
    private CatalogProbe() {}

    /** An empty one with that budget for drafts, in MiB. */
    public static RulesetCatalog empty(long draftBudgetMegabytes) {
        return new RulesetCatalog(() -> draftBudgetMegabytes);
    }
}

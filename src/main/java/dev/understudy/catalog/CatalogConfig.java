package dev.understudy.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the catalog may hold. */
@ConfigMapping(prefix = "understudy.catalog")
public interface CatalogConfig {
    /** Memory for the KieBases of drafts, in MiB; those of {@code main} come on top. Default 256. */
    @WithDefault("256")
    long draftBudgetMegabytes();
}

package dev.understudy.routing;

import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.identity.SignedCookie;

/** Makes selectors for the benchmark. */
public final class RoutingProbe {
    private RoutingProbe() {}

    /** One with the sources that the service has. */
    public static BranchSelector selector(RulesetCatalog catalog, SignedCookie cookies) {
        return new BranchSelector(catalog, cookies, Previews.NONE);
    }
}

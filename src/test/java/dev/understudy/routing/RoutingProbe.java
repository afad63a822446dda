package dev.understudy.routing;

import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.context.ContextMeters;
import dev.understudy.context.ContextProbe;
import dev.understudy.context.Insiders;
import dev.understudy.identity.SignedCookie;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** Makes selectors for the benchmark. */
public final class RoutingProbe {
    private RoutingProbe() {}

    /** One with the sources that the service has. */
    public static BranchSelector selector(RulesetCatalog catalog, SignedCookie cookies) {
        ContextMeters meters = new ContextMeters(new SimpleMeterRegistry());
        Insiders insiders = new Insiders(List.of("role:app"));
        ContextSource context = new ContextSource(
                ContextProbe.tokens(ContextProbe.KEY, InstantSource.system()), insiders, meters, new Behind(() -> 0));
        return new BranchSelector(catalog, cookies, context, new HeaderSource(insiders, meters), Previews.NONE);
    }
}

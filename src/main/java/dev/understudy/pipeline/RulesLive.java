package dev.understudy.pipeline;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when each ruleset of {@code main} was built: a bad one fails alone, and says so here. */
@Readiness
@Singleton
class RulesLive implements HealthCheck {
    private final RulesetCatalog catalog;

    RulesLive(RulesetCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rules of main");
        BranchView main = catalog.snapshot().main();
        if (main == null) {
            return response.withData("main", "not there yet").down().build();
        }
        response.withData("commit", main.head().value());
        for (Map.Entry<RulesetName, Entry> each : main.rulesets().entrySet()) {
            Entry entry = each.getValue();
            String state = entry.slot().state()
                    + entry.refused().map(r -> ", refused " + r.commit()).orElse("")
                    + (entry.slot().formerList().isPresent() ? ", refused by this version and held" : "");
            response.withData(each.getKey().value(), state);
        }
        boolean settled = main.rulesets().values().stream()
                .map(entry -> entry.slot().state())
                .allMatch(state -> state == BuildSlot.State.LIVE || state == BuildSlot.State.BROKEN);
        return response.status(settled).build();
    }
}

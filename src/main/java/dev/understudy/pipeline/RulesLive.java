package dev.understudy.pipeline;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when each ruleset was built of {@code main}, or of the only branch that is served: a bad one fails alone, and
 * says so here.
 */
@Readiness
@Singleton
class RulesLive implements HealthCheck {
    private final RulesetCatalog catalog;

    RulesLive(RulesetCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        Snapshot snapshot = catalog.snapshot();
        BranchName only = snapshot.only();
        String branch = only == null ? BranchName.MAIN.value() : only.value();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rules of " + branch);
        BranchView served = snapshot.standard();
        if (served == null) {
            return response.withData(branch, "not there yet").down().build();
        }
        response.withData("commit", served.head().value());
        for (Map.Entry<RulesetName, Entry> each : served.rulesets().entrySet()) {
            Entry entry = each.getValue();
            String state = entry.slot().state()
                    + entry.refused().map(r -> ", refused " + r.commit()).orElse("")
                    + (entry.slot().formerList().isPresent() ? ", refused by this version and held" : "");
            response.withData(each.getKey().value(), state);
        }
        boolean settled = served.rulesets().values().stream()
                .map(entry -> entry.slot().state())
                .allMatch(state -> state == BuildSlot.State.LIVE || state == BuildSlot.State.BROKEN);
        return response.status(settled).build();
    }
}

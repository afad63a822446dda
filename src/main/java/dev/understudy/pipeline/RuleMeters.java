package dev.understudy.pipeline;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.PendingPush;
import dev.understudy.gitrepo.RulesRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What an operator watches of rules: how old, how many, how heavy. */
@Singleton
class RuleMeters {
    void register(
            @Observes StartupEvent event,
            MeterRegistry registry,
            RulesetCatalog catalog,
            RulesRepository repository,
            BranchMoves moves,
            RepositoryAge age) {
        Gauge.builder("understudy.repository.age", age, RepositoryAge::seconds)
                .description("Seconds since this node last confirmed the rules repository")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "understudy.repository.failures",
                        repository,
                        r -> r.status().consecutiveFailures())
                .description("Fetches that failed in a row")
                .register(registry);
        Gauge.builder(
                        "understudy.repository.push.pending",
                        moves,
                        m -> m.pendingPush().isPresent() ? 1 : 0)
                .description("Whether main is promoted here, and not at the remote yet: 0 or 1")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "understudy.repository.push.failures",
                        moves,
                        m -> m.pendingPush().map(PendingPush::tries).orElse(0))
                .description("Pushes of main to the remote that failed in a row")
                .strongReference(true)
                .register(registry);
        Gauge.builder("understudy.branches", catalog, c -> c.snapshot().size())
                .description("Branches that this node serves")
                .register(registry);
        Gauge.builder("understudy.rulesets.held", catalog, c -> c.snapshot().heldOnMain())
                .description("Rulesets of main that this version refuses and goes on with")
                .register(registry);
        Gauge.builder("understudy.kiebases", catalog, RulesetCatalog::liveSlots)
                .description("KieBases held; branches with equal rules share one")
                .register(registry);
        Gauge.builder("understudy.kiebases.weight", catalog, RulesetCatalog::weightBytes)
                .description("Estimated memory of the KieBases held")
                .baseUnit("bytes")
                .register(registry);
    }
}

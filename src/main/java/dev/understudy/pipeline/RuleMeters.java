package dev.understudy.pipeline;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.catalog.RulesetCatalog;
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

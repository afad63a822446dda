package dev.understudy.decision;

import dev.understudy.catalog.RulesetCatalog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What an operator watches of budgets. Thread-safe. */
@Singleton
class BudgetMeters {
    private final MeterRegistry registry;
    private final ConcurrentMap<Near, Counter> near = new ConcurrentHashMap<>();

    private record Near(String ruleset, boolean effective, String limit) {}

    BudgetMeters(MeterRegistry registry, RulesetCatalog catalog) {
        this.registry = registry;
        Gauge.builder("understudy.quarantined", catalog, c -> c.snapshot().quarantined())
                .description("Rulesets of drafts whose requests are refused; equal ones count once")
                .strongReference(true)
                .register(registry);
    }

    /** A decision used most of a limit. */
    void nearLimit(Resolved rules, String limit) {
        Near key = new Near(rules.name().value(), rules.selection().effective(), limit);
        Counter known = near.get(key);
        Counter counter = known == null ? near.computeIfAbsent(key, this::counter) : known;
        counter.increment();
    }

    /** A decision of {@code main} was stopped; gives how many were since the start. */
    long mainStopped(Resolved rules) {
        Counter stops = Counter.builder("understudy.main.budget.stops")
                .description("Decisions of main that used up their budget")
                .tag("ruleset", rules.name().value())
                .register(registry);
        stops.increment();
        return Math.round(stops.count());
    }

    private Counter counter(Near key) {
        return Counter.builder("understudy.decisions.near.limit")
                .description("Decisions that used 80 % or more of their steps or firings")
                .tag("ruleset", key.ruleset())
                .tag("effective", Boolean.toString(key.effective()))
                .tag("limit", key.limit())
                .register(registry);
    }
}

package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.RecordSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** What an operator watches of the decision log, {@code understudy_decision_log_…}. */
final class ShippingMeters {
    private static final String PREFIX = "understudy.decision.log.";

    private final MeterRegistry registry;
    private final Counter shipped;
    private final Counter repeated;
    private final Counter expired;
    private final Counter failures;
    private final Counter unreadable;
    private final Counter refused;

    ShippingMeters(MeterRegistry registry) {
        this.registry = registry;
        shipped = counter("shipped", "Decisions that this node wrote to the database");
        repeated = counter("repeated", "Decisions that the database had already, and did not take twice");
        expired = counter("expired", "Decisions that came to the database after their time to be kept had passed");
        failures = counter("failures", "Tries to write to the database that failed");
        unreadable = aside("unreadable");
        refused = aside("refused");
    }

    /** What waits: asked whenever somebody looks. */
    void watch(RecordSource source, LongSupplier oldestAgeMillis) {
        Gauge.builder(PREFIX + "waiting", source, RecordSource::waitingBytes)
                .description("Records on this node that the database does not have yet")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder(PREFIX + "oldest", oldestAgeMillis, age -> age.getAsLong() / 1e3)
                .description("Age of the oldest record that the database does not have yet; 0 when it has all")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    void written(DecisionTable.Written written) {
        shipped.increment(written.added());
        repeated.increment(written.repeated());
        expired.increment(written.expired());
    }

    void failed() {
        failures.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void refused() {
        refused.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    private Counter aside(String reason) {
        return Counter.builder(PREFIX + "set.aside")
                .description("Records that the database can't take, kept in " + AsideFile.NAME)
                .tag("reason", reason)
                .register(registry);
    }
}

package dev.understudy.decisionlog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts decisions that have no record. */
@Singleton
class DecisionLogMeters {
    private final Counter notKept;
    private final Counter refused;

    DecisionLogMeters(MeterRegistry registry) {
        notKept = Counter.builder("understudy.decision.log.not.kept")
                .description("Decisions that were answered without a record, since there was no room for one")
                .register(registry);
        refused = Counter.builder("understudy.decision.log.refused")
                .description("Decisions that were not answered, since they could not be kept")
                .register(registry);
    }

    void notKept() {
        notKept.increment();
    }

    void refused() {
        refused.increment();
    }
}

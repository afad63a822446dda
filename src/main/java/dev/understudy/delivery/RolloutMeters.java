package dev.understudy.delivery;

import dev.understudy.rollout.LiveRollouts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What an operator watches of rollouts on this node. */
@Singleton
class RolloutMeters {
    void register(@Observes StartupEvent event, MeterRegistry registry, LiveRollouts live, Reverts reverts) {
        Gauge.builder("understudy.rollouts.live", live, each -> each.all().size())
                .description("Rollouts whose candidate decides for somebody on this node")
                .strongReference(true)
                .register(registry);
        Gauge.builder("understudy.reverts.pending", reverts, Reverts::pending)
                .description("Reverts that git does not say yet")
                .strongReference(true)
                .register(registry);
    }
}

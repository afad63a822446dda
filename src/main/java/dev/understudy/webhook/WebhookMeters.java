package dev.understudy.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What an operator watches of webhooks, {@code understudy_webhook_…}. Thread-safe. */
@Singleton
class WebhookMeters {
    private static final String PREFIX = "understudy.webhook.";

    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private volatile Deliveries.Waiting waiting = new Deliveries.Waiting(0, 0);

    /** What came of a try. */
    enum Result {
        /** It was taken. */
        DELIVERED,
        /** It is tried again. */
        RETRIED,
        /** It was the last one. */
        FAILED
    }

    WebhookMeters(MeterRegistry registry) {
        for (Result each : Result.values()) {
            results.put(
                    each,
                    Counter.builder(PREFIX + "deliveries")
                            .description("Tries of this node to send an event")
                            .tag("result", each.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder(PREFIX + "outbox.pending", this, meters -> meters.waiting.pending())
                .description("Deliveries that wait, of all nodes")
                .strongReference(true)
                .register(registry);
        Gauge.builder(PREFIX + "outbox.oldest.seconds", this, meters -> meters.waiting.oldestSeconds())
                .description("Age of the oldest that waits")
                .strongReference(true)
                .register(registry);
    }

    void tried(Result result) {
        Counter counter = results.get(result);
        if (counter != null) {
            counter.increment();
        }
    }

    void waiting(Deliveries.Waiting now) {
        waiting = now;
    }
}

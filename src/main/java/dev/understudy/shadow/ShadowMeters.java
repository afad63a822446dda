package dev.understudy.shadow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator watches of shadows on this node: by ruleset and what came of it, never by branch. Thread-safe. */
@Singleton
class ShadowMeters {
    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();
    private final ConcurrentMap<Key, Counter> decisions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> dropped = new ConcurrentHashMap<>();

    private record Key(String ruleset, String result) {}

    ShadowMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("understudy.shadows.live", running, AtomicInteger::get)
                .description("Candidates that decide on this node without anybody being told")
                .strongReference(true)
                .register(registry);
    }

    void running(int number) {
        running.set(number);
    }

    void counted(String ruleset, ShadowWatch.News news) {
        ShadowFigures before = news.before() == null ? ShadowFigures.NONE : news.before();
        ShadowFigures now = news.figures();
        decided(ruleset, "same", now.same() - before.same());
        decided(ruleset, "changed", now.changed() - before.changed());
        decided(ruleset, "failed", now.failed() - before.failed());
        decided(ruleset, "late", now.late() - before.late());
        dropped.computeIfAbsent(ruleset, this::droppedOf).increment((double) (now.dropped() - before.dropped()));
    }

    private void decided(String ruleset, String result, long number) {
        decisions.computeIfAbsent(new Key(ruleset, result), this::decisionsOf).increment((double) number);
    }

    private Counter decisionsOf(Key key) {
        return Counter.builder("understudy.shadow.decisions")
                .description("Decisions that candidates made in the shadow, against those of the baseline")
                .tag("ruleset", key.ruleset())
                .tag("result", key.result())
                .register(registry);
    }

    private Counter droppedOf(String ruleset) {
        return Counter.builder("understudy.shadow.dropped")
                .description("Decisions that were drawn to be shadowed, and that there was no room or no time for")
                .tag("ruleset", ruleset)
                .register(registry);
    }
}

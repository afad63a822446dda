package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Counts and times decisions by ruleset, by whether they were effective, and by what came of the call. */
@Singleton
class DecisionMeters {
    private final MeterRegistry registry;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String ruleset, boolean effective, String outcome) {}

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(Resolved rules, long nanos) {
        record(new Key(rules.name().value(), rules.selection().effective(), "decided"), nanos);
    }

    void failed(Resolved rules, Throwable failure, long nanos) {
        String outcome = failure instanceof ProblemException problem
                ? problem.type().name().toLowerCase(Locale.ROOT)
                : "internal";
        record(new Key(rules.name().value(), rules.selection().effective(), outcome), nanos);
    }

    private void record(Key key, long nanos) {
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = timers.computeIfAbsent(key, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("understudy.decisions")
                .description("Decisions, from the body to the answer's text")
                .tag("ruleset", key.ruleset())
                .tag("effective", Boolean.toString(key.effective()))
                .tag("outcome", key.outcome())
                .serviceLevelObjectives(Buckets.DECISIONS)
                .register(registry);
    }
}

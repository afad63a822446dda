package dev.understudy.replay.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What an operator watches of replays, {@code understudy_replay_…}. Thread-safe. */
@Singleton
class ReplayMeters {
    private static final String PREFIX = "understudy.replay.";

    private final Counter unchanged;
    private final Counter changed;
    private final Counter undecidable;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<ReplayState, Counter> ended = new EnumMap<>(ReplayState.class);

    ReplayMeters(MeterRegistry registry) {
        unchanged = decisions("unchanged", registry);
        changed = decisions("changed", registry);
        undecidable = decisions("undecidable", registry);
        for (ReplayState state : ReplayState.values()) {
            if (state.isEnd()) {
                ended.put(
                        state,
                        Counter.builder(PREFIX + "jobs")
                                .description("Replays that ended on this node")
                                .tag("state", state.text())
                                .register(registry));
            }
        }
        Gauge.builder(PREFIX + "running", running, AtomicInteger::get)
                .description("Replays that this node works on: 0 or 1")
                .strongReference(true)
                .register(registry);
    }

    private static Counter decisions(String outcome, MeterRegistry registry) {
        return Counter.builder(PREFIX + "decisions")
                .description("Recorded decisions that this node decided again in replays of many")
                .tag("outcome", outcome)
                .register(registry);
    }

    void decided(long same, long others, long failures) {
        unchanged.increment((double) same);
        changed.increment((double) others);
        undecidable.increment((double) failures);
    }

    void running(boolean now) {
        running.set(now ? 1 : 0);
    }

    void ended(ReplayState state) {
        Counter counter = ended.get(state);
        if (counter != null) {
            counter.increment();
        }
    }
}

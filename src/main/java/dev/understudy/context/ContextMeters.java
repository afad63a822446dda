package dev.understudy.context;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts contexts. Thread-safe. */
@Singleton
public class ContextMeters {
    /** What became of a context that a request carried. */
    public enum Result {
        /** It chose the branch. */
        FOLLOWED,
        /** Its caller is outside, so it was ignored. */
        OUTSIDE,
        /** It can't be read, or the rest of the request contradicts it. */
        MALFORMED,
        /** It is not ours. */
        UNTRUSTED,
        /** It is too old, or too new. */
        EXPIRED
    }

    private final Map<Result, Counter> received = new EnumMap<>(Result.class);
    private final Counter lost;
    private final Counter issued;

    /** Registers all of them, so that each is there from the start. */
    public ContextMeters(MeterRegistry registry) {
        for (Result each : Result.values()) {
            received.put(
                    each,
                    Counter.builder("understudy.context.received")
                            .description("Requests that carried the context of a journey, by what became of it")
                            .tag("result", each.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        lost = Counter.builder("understudy.context.lost")
                .description("Requests from inside that belong to a journey, and have lost its context on the way")
                .register(registry);
        issued = Counter.builder("understudy.context.issued")
                .description("Answers at the first hops of journeys that told what was chosen")
                .register(registry);
    }

    /** A request carried one. */
    public void received(Result result) {
        Counter counter = received.get(result);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A request should have carried one. */
    public void lost() {
        lost.increment();
    }

    /** One was given out. */
    public void issued() {
        issued.increment();
    }
}

package dev.understudy.http;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Tells a state again and again, until it is the last one. A state is read when a client has taken the one before, so
 * that slow ones have nothing pile up. Thread-safe.
 */
@Singleton
public class StateStreams {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 100;

    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private final Thread stop = new Thread(() -> stopping = true, "state-streams-stop");

    /**
     * One state.
     *
     * @param json what is told
     * @param last whether it is the last one
     */
    public record State(String json, boolean last) {}

    /** A request that does not end would hold up the stop: Quarkus waits for those under way before it says a word. */
    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(stop);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException _) {
            // The process ends, and the hook has run.
        }
    }

    /**
     * All states from now on, at once the present one: events {@code progress}, and {@code end} for the last one.
     *
     * @param kind what is followed, in the singular; so many are followed at once of each kind
     * @param state reads the present one; blocks, and may fail when it is asked for the first time
     * @throws ProblemException {@code TOO_MANY_REQUESTS}, and whatever {@code state} throws
     */
    public Multi<OutboundSseEvent> of(String kind, Supplier<State> state, Sse sse) {
        return states(kind, state)
                .map(each -> sse.newEventBuilder()
                        .name(each.last() ? "end" : "progress")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(String.class, each.json())
                        .build());
    }

    private Multi<State> states(String kind, Supplier<State> state) {
        State first = state.get();
        if (first.last()) {
            return Multi.createFrom().item(first);
        }
        AtomicInteger others = open.computeIfAbsent(kind, _ -> new AtomicInteger());
        if (others.incrementAndGet() > MOST) {
            others.decrementAndGet();
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    MOST + " others follow " + kind + "s on this node, which is the most; ask for the " + kind
                            + " itself from time to time.");
        }
        AtomicBoolean closed = new AtomicBoolean();
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(state).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(PAUSE)
                .whilst(each -> !each.last() && !stopping)
                .onTermination()
                .invoke(() -> {
                    if (!closed.getAndSet(true)) {
                        others.decrementAndGet();
                    }
                });
    }
}

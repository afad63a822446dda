package dev.understudy.shadow;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells what a shadow shows, again and again, until it has ended. A state is read when a client has taken the one before,
 * so that slow ones have nothing pile up. Thread-safe.
 */
@Singleton
class ShadowEvents {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 100;

    private final ShadowService shadows;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;
    private final Thread stop = new Thread(() -> stopping = true, "shadow-events-stop");

    ShadowEvents(ShadowService shadows) {
        this.shadows = shadows;
    }

    /**
     * One state.
     *
     * @param json what it shows
     * @param last whether it is the last one
     */
    record State(String json, boolean last) {}

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
     * All states of a shadow from now on, at once the present one.
     *
     * @throws ProblemException {@code UNKNOWN_SHADOW}, or {@code TOO_MANY_REQUESTS}
     */
    Multi<State> of(String ruleset, UUID id) {
        State first = state(ruleset, id);
        if (first.last()) {
            return Multi.createFrom().item(first);
        }
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    MOST + " others follow shadows on this node, which is the most; ask for the shadow itself from"
                            + " time to time.");
        }
        AtomicBoolean closed = new AtomicBoolean();
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> state(ruleset, id))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(PAUSE)
                .whilst(state -> !state.last() && !stopping)
                .onTermination()
                .invoke(() -> {
                    if (!closed.getAndSet(true)) {
                        open.decrementAndGet();
                    }
                });
    }

    private State state(String ruleset, UUID id) {
        ShadowService.Look look = shadows.get(ruleset, id);
        return new State(ShadowView.line(look), !look.row().course().running());
    }
}

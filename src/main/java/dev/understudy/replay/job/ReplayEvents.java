package dev.understudy.replay.job;

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
 * Tells how far a replay is, again and again, until it has ended. A state is read when a client has taken the one before,
 * so that slow ones have nothing pile up. Thread-safe.
 */
@Singleton
class ReplayEvents {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 100;

    private final ReplayJobs jobs;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;
    private final Thread stop = new Thread(() -> stopping = true, "replay-events-stop");

    ReplayEvents(ReplayJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * One state.
     *
     * @param json how far it is
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
     * All states of a replay from now on, at once the present one.
     *
     * @throws ProblemException {@code NOT_FOUND}, or {@code TOO_MANY_REQUESTS}
     */
    Multi<State> of(UUID id) {
        State first = state(jobs.look(id));
        if (open.get() >= MOST) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    MOST + " others follow replays on this node, which is the most; ask for the replay itself from"
                            + " time to time.");
        }
        if (first.last()) {
            return Multi.createFrom().item(first);
        }
        AtomicBoolean closed = new AtomicBoolean();
        open.incrementAndGet();
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> state(jobs.look(id)))
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

    private State state(ReplayRow row) {
        return new State(ReplayView.line(row, jobs.place(row)), row.state().isEnd());
    }
}

package dev.understudy.replay.compare;

import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.thread.AllocationPace;
import dev.understudy.thread.BackgroundThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Decides many recorded decisions again, on threads that give way to those of production, and sums up what came of it.
 * One thread reads while others decide, and no more than three pages are in memory, so that it does not grow with their
 * number. Thread-safe; runs at the same time share the threads.
 */
@Singleton
public class Replayer {
    private static final int PART = 256;
    private static final long BEAT_MILLIS = 500;

    private final Sealing sealing;
    private final AllocationPace pace;
    private final ExecutorService deciders;

    /** Gives decisions, page by page. */
    @FunctionalInterface
    public interface Pages {
        /** The next ones; none at the end. */
        List<RecordedDecision> next();
    }

    /** Looks on, on the thread that {@linkplain #run runs} it. */
    public interface Watch {
        /** One that lets it run to its end. */
        Watch NONE = _ -> true;

        /** Called at least twice a second; says whether to go on. */
        boolean goesOn(long counted);

        /**
         * Called after each part, in the order of the decisions.
         *
         * @param counted all decisions up to here
         * @param part those that were counted last, in their order
         */
        default void counted(Tally counted, List<UUID> part) {}
    }

    /** Some decisions that are being decided. */
    private record UnderWay(List<RecordedDecision> decisions, CompletableFuture<Tally> tally, Future<?> work) {}

    @Inject
    Replayer(Sealing sealing, ReplayerConfig config) {
        this(
                sealing,
                config.workers().orElse(Runtime.getRuntime().availableProcessors()),
                config.allocationMegabytes());
    }

    Replayer(Sealing sealing, int workers, int megabytes) {
        if (workers < 1 || workers > 256) {
            throw new IllegalArgumentException(
                    "understudy.replay.workers is " + workers + "; it has to be a number from 1 to 256.");
        }
        long bytes = AllocationPace.bytes("understudy.replay.allocation-megabytes", megabytes);
        this.sealing = sealing;
        this.pace = new AllocationPace(bytes, bytes / 2);
        this.deciders = Executors.newFixedThreadPool(
                workers, new BackgroundThreads("understudy-replay", getClass().getClassLoader()));
    }

    /**
     * Decides all of them by {@code rules}. Waits for it; never called on an event loop.
     *
     * @param total where to go on; empty for a new start. It is added to.
     * @return whether it came to the end
     * @throws InterruptedException when the thread is to end
     */
    public boolean run(CompiledRuleset rules, Pages pages, Tally total, Watch watch) throws InterruptedException {
        Queue<Comparer> comparers = new ConcurrentLinkedQueue<>();
        Deque<UnderWay> underWay = new ArrayDeque<>();
        try {
            List<RecordedDecision> page = pages.next();
            while (!page.isEmpty()) {
                int parts = submit(page, rules, comparers, underWay);
                // Read while the others decide.
                page = pages.next();
                if (!settle(underWay, page.isEmpty() ? 0 : parts, total, watch)) {
                    return false;
                }
            }
            return watch.goesOn(total.counted());
        } finally {
            underWay.forEach(each -> each.work().cancel(true));
        }
    }

    private int submit(
            List<RecordedDecision> page, CompiledRuleset rules, Queue<Comparer> comparers, Deque<UnderWay> underWay) {
        int parts = 0;
        for (int start = 0; start < page.size(); start += PART) {
            List<RecordedDecision> part = page.subList(start, Math.min(page.size(), start + PART));
            CompletableFuture<Tally> tally = new CompletableFuture<>();
            Future<?> work = deciders.submit(() -> pace.run(() -> decide(part, rules, comparers, tally)));
            underWay.add(new UnderWay(part, tally, work));
            parts++;
        }
        return parts;
    }

    /** What it comes to is known before the thread waits for its pace. */
    private void decide(
            List<RecordedDecision> part,
            CompiledRuleset rules,
            Queue<Comparer> comparers,
            CompletableFuture<Tally> tally) {
        try {
            Comparer idle = comparers.poll();
            Comparer comparer = idle == null ? new Comparer(rules, sealing) : idle;
            Tally counted = comparer.compare(part);
            comparers.add(comparer);
            // Else it may be of a part of them.
            if (!Thread.currentThread().isInterrupted()) {
                tally.complete(counted);
            }
        } finally {
            tally.cancel(false);
        }
    }

    /** Counts what is decided, until no more than {@code left} parts are under way. */
    private static boolean settle(Deque<UnderWay> underWay, int left, Tally total, Watch watch)
            throws InterruptedException {
        while (underWay.size() > left) {
            UnderWay next = underWay.element();
            while (!next.tally().isDone()) {
                if (!watch.goesOn(total.counted())) {
                    return false;
                }
                await(next.tally());
            }
            underWay.remove();
            total.add(result(next.tally()));
            watch.counted(
                    total, next.decisions().stream().map(RecordedDecision::id).toList());
            if (!watch.goesOn(total.counted())) {
                return false;
            }
        }
        return true;
    }

    private static void await(Future<Tally> tally) throws InterruptedException {
        try {
            Tally _ = tally.get(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException _) {
            // The result is asked for once it is done.
        }
    }

    private static Tally result(Future<Tally> tally) throws InterruptedException {
        try {
            return tally.get();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("A part of a replay failed.", e);
        }
    }

    @PreDestroy
    void close() {
        deciders.shutdownNow();
    }
}

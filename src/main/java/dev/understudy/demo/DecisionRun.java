package dev.understudy.demo;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for the decisions of one list of requests, a bounded number at once, and counts the answers. Used once. */
final class DecisionRun {
    /** A service that fell silent would otherwise be waited for once a flight. */
    private static final int UNANSWERED_BEFORE_GIVING_UP = 100;

    private final DecisionClient client;
    private final List<String> bodies;
    private final Tally tally;
    private final Progress progress;
    private final AtomicInteger next = new AtomicInteger();

    DecisionRun(DecisionClient client, List<String> bodies, Tally tally, Progress progress) {
        this.client = client;
        this.bodies = bodies;
        this.tally = tally;
        this.progress = progress;
    }

    /** Asks for the next decision only and returns its answer. */
    Answer askOne() {
        return ask(bodies.get(next.getAndIncrement()));
    }

    /** Asks for all that is left; returns early when too many calls got no answer. */
    void askRest(int concurrency) {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < concurrency; i++) {
                workers.execute(this::work);
            }
        }
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < bodies.size() && !silent(); i = next.getAndIncrement()) {
            ask(bodies.get(i));
        }
    }

    private boolean silent() {
        return tally.unanswered() >= UNANSWERED_BEFORE_GIVING_UP;
    }

    private Answer ask(String body) {
        long start = System.nanoTime();
        Answer answer = client.decide(body);
        tally.count(answer, System.nanoTime() - start);
        progress.step();
        return answer;
    }
}

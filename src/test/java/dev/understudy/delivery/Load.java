package dev.understudy.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that ask for decisions at a steady rate, whether or not they are answered; of so many units in turn. */
final class Load implements AutoCloseable {
    private static final int A_SECOND = 200;
    private static final int UNITS = 997;
    private static final int MOST_UNDER_WAY = 2_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final AtomicLong number = new AtomicLong();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final URI target;

    /**
     * What one caller got.
     *
     * @param sent just before it was sent
     * @param received just after it was there
     * @param status 200, or what went wrong
     * @param commit which rules decided
     * @param text the whole of it
     */
    record Answer(Instant sent, Instant received, int status, String commit, String text) {}

    /** Begins at once. */
    Load(String url) {
        target = URI.create(url + "/api/v1/rulesets/" + Theatre.NAME + "/decisions");
        var _ = clock.scheduleAtFixedRate(this::send, 0, 1_000_000 / A_SECOND, TimeUnit.MICROSECONDS);
    }

    private void send() {
        if (!underWay.tryAcquire()) {
            return;
        }
        long i = number.getAndIncrement();
        String body = "{\"facts\": {\"Ask\": {\"who\": \"unit-" + i % UNITS + "\", \"n\": " + i % 10 + "}}}";
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("app:app".getBytes(UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        Instant sent = Instant.now();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).handle((answer, failure) -> {
            Instant received = Instant.now();
            answers.add(
                    answer == null
                            ? new Answer(sent, received, 0, "", String.valueOf(failure))
                            : new Answer(
                                    sent,
                                    received,
                                    answer.statusCode(),
                                    answer.headers().firstValue("Rules-Commit").orElse(""),
                                    answer.body()));
            underWay.release();
            return sent;
        });
    }

    /** How many were answered so far. */
    int answered() {
        return answers.size();
    }

    /** Sends no more; gives what all were answered. */
    List<Answer> end() throws InterruptedException {
        clock.shutdown();
        boolean _ = clock.awaitTermination(1, TimeUnit.MINUTES);
        if (!underWay.tryAcquire(MOST_UNDER_WAY, 1, TimeUnit.MINUTES)) {
            throw new AssertionError("Callers wait for an answer that does not come.");
        }
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.shutdownNow();
    }
}

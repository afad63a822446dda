package dev.understudy.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends calls, and sends them again where {@link Retries} says so. Thread-safe. */
final class Exchange {
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final URI service;
    private final String authorization;
    private final Settings settings;
    private final RetryBudget budget = new RetryBudget();

    /**
     * How long is waited.
     *
     * @param attempt for an answer to one attempt
     * @param deadline for an answer to the call, over all attempts
     * @param retries how often it is tried
     */
    record Settings(Duration attempt, Duration deadline, Retries retries) {}

    /** What came of an attempt: an answer, or a failure. */
    private record Outcome(
            @Nullable HttpResponse<byte[]> answer, @Nullable NoAnswer failure, boolean again, Duration atLeast) {
        static Outcome of(HttpResponse<byte[]> answer) {
            Duration wait = retryAfter(answer);
            boolean again = wait != null && (answer.statusCode() == UNAVAILABLE || answer.statusCode() == TOO_MANY);
            return new Outcome(answer, null, again, wait == null ? Duration.ZERO : wait);
        }

        static Outcome of(NoAnswer failure, boolean again) {
            return new Outcome(null, failure, again, Duration.ZERO);
        }

        HttpResponse<byte[]> result() {
            if (answer == null) {
                throw failure == null ? new IllegalStateException() : failure;
            }
            return answer;
        }
    }

    Exchange(HttpClient http, URI service, String authorization, Settings settings) {
        this.http = http;
        this.service = service;
        this.authorization = authorization;
        this.settings = settings;
    }

    /**
     * The answer, of whatever status.
     *
     * @param with adds what is special about the request
     * @throws NoAnswer when there is none
     */
    HttpResponse<byte[]> post(String path, byte[] body, UnaryOperator<HttpRequest.Builder> with) {
        HttpRequest.Builder request = with.apply(HttpRequest.newBuilder(URI.create(service + path))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        long end = System.nanoTime() + settings.deadline().toNanos();
        budget.called();
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(request, end);
            Duration wait = settings.retries()
                    .pause(attempt, ThreadLocalRandom.current().nextDouble());
            wait = wait.plus(outcome.atLeast());
            if (!outcome.again()
                    || attempt == settings.retries().attempts()
                    || wait.toNanos() >= end - System.nanoTime()
                    || !budget.take()) {
                return outcome.result();
            }
            sleep(wait);
        }
    }

    private Outcome attempt(HttpRequest.Builder request, long end) {
        long left = Math.max(1, Math.min(settings.attempt().toNanos(), end - System.nanoTime()));
        try {
            return Outcome.of(http.send(
                    request.timeout(Duration.ofNanos(left)).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return Outcome.of(new NoAnswer("Nothing answers at " + service + ".", true, e), true);
        } catch (HttpTimeoutException e) {
            return Outcome.of(
                    new NoAnswer(
                            service + " gave no answer within "
                                    + Duration.ofNanos(left).toMillis() + " ms.",
                            false,
                            e),
                    false);
        } catch (IOException e) {
            return Outcome.of(new NoAnswer("The connection broke: " + e.getMessage(), false, e), true);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private NoAnswer interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new NoAnswer("Interrupted while " + service + " was asked.", false, e);
    }

    /** Null when it does not say so in seconds. */
    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        String written = answer.headers().firstValue("Retry-After").orElse("");
        boolean seconds =
                !written.isEmpty() && written.length() <= 6 && written.chars().allMatch(c -> c >= '0' && c <= '9');
        return seconds ? Duration.ofSeconds(Long.parseLong(written)) : null;
    }
}

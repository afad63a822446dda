package dev.understudy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service for decisions. Inside of a {@link Journey} it carries the journey's context. Thread-safe; one for the
 * whole program is enough.
 */
public final class UnderstudyClient implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String PROBLEM = ", application/problem+json";

    private final HttpClient http;
    private final Exchange exchange;

    private UnderstudyClient(HttpClient http, Exchange exchange) {
        this.http = http;
        this.exchange = exchange;
    }

    /**
     * Begins to describe one.
     *
     * @param url of the service, {@code https://rules.example.org} say
     * @throws IllegalArgumentException when it is no URL of http or https
     */
    public static Builder at(String url) {
        return new Builder(url);
    }

    /**
     * Decides.
     *
     * @param facts by type, a fact or a list of facts for each: a map, a tree, or any object that Jackson can write
     * @throws ProblemAnswer when the service answers, and does not decide
     * @throws NoAnswer when it does not answer
     */
    public Decided decide(String ruleset, Object facts) {
        return decide(DecisionRequest.of(ruleset, facts));
    }

    /** The same for a request that asks for more. */
    public Decided decide(DecisionRequest request) {
        Optional<Journey> journey = Journey.current();
        HttpResponse<byte[]> answer = exchange.post(request.path(), request.body(), http -> {
            journey.ifPresent(each -> each.applyToDecision(http));
            request.applyTo(http);
            return http.header("Content-Type", JSON).header("Accept", JSON + PROBLEM);
        });
        journey.ifPresent(each -> each.learn(answer.headers()));
        JsonNode json = Json.tree(answer.body(), 0, answer.body().length);
        if (answer.statusCode() != 200) {
            throw new ProblemAnswer(Problem.of(answer.statusCode(), json));
        }
        if (!json.path("outcome").isObject()) {
            throw new ProblemAnswer(Problem.of(answer.statusCode(), "The answer is no decision"));
        }
        return Decided.of(json);
    }

    /**
     * Decides many, in order. Facts are taken from the iterator as answers are taken from what is given back, so that
     * neither side holds more than some hundred of them. They travel in parts, since the JDK's client reads no answer
     * before all of a request is sent; each part is decided by what is live when it begins, and each answer names its
     * commit.
     *
     * @param facts as for {@link #decide(String, Object)}, or {@link DecisionRequest}s, of which only the body counts
     */
    public Answers batch(String ruleset, Iterator<?> facts) {
        Optional<Journey> journey = Journey.current();
        String path = DecisionRequest.path(ruleset) + "/batch";
        return new Answers(facts, lines -> {
            HttpResponse<byte[]> answer = exchange.post(path, lines, http -> applied(journey, http));
            journey.ifPresent(each -> each.learn(answer.headers()));
            if (answer.statusCode() != 200) {
                throw new ProblemAnswer(
                        Problem.of(answer.statusCode(), Json.tree(answer.body(), 0, answer.body().length)));
            }
            return answer.body();
        });
    }

    private static HttpRequest.Builder applied(Optional<Journey> journey, HttpRequest.Builder http) {
        journey.ifPresent(each -> each.applyToDecision(http));
        return http.header("Content-Type", NDJSON).header("Accept", NDJSON + PROBLEM);
    }

    /** Ends it; calls that are under way fail. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** Describes a client. Not thread-safe. */
    public static final class Builder {
        private final URI service;
        private @Nullable String authorization;
        private Duration connect = Duration.ofSeconds(5);
        private Duration attempt = Duration.ofSeconds(30);
        private Duration deadline = Duration.ofSeconds(60);
        private Retries retries = Retries.standard();

        private Builder(String url) {
            String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            service = URI.create(trimmed);
            boolean http = "http".equals(service.getScheme()) || "https".equals(service.getScheme());
            if (!http || service.getHost() == null) {
                throw new IllegalArgumentException("'" + url + "' is no URL of a service; write https://host.");
            }
        }

        /** As an account, with HTTP Basic. */
        public Builder account(String name, String password) {
            byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
            authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
            return this;
        }

        /** With an application's token. */
        public Builder token(String token) {
            authorization = "Bearer " + token;
            return this;
        }

        /** How long to wait for a connection; 5 s unless this says otherwise. */
        public Builder connectWithin(Duration time) {
            connect = time;
            return this;
        }

        /** How long to wait for the answer to one attempt; 30 s, which is what a draft may take to be compiled. */
        public Builder answerWithin(Duration time) {
            attempt = time;
            return this;
        }

        /** How long a call may take with all of its attempts; 60 s. */
        public Builder deadline(Duration time) {
            deadline = time;
            return this;
        }

        /** How often a call is tried. */
        public Builder retries(Retries wanted) {
            retries = wanted;
            return this;
        }

        /** @throws IllegalStateException when it was not said who asks */
        public UnderstudyClient build() {
            if (authorization == null) {
                throw new IllegalStateException("Say who asks: with an account, or with a token.");
            }
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(connect)
                    .build();
            Exchange.Settings settings = new Exchange.Settings(attempt, deadline, retries);
            return new UnderstudyClient(http, new Exchange(http, service, authorization, settings));
        }
    }
}

package dev.understudy.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Asks a service for decisions on flights. Safe to use from many threads at once. */
final class DecisionClient implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int SHORT_COMMIT = 12;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI decisions;
    private final String authorization;

    DecisionClient(DemoOptions options) {
        decisions = URI.create(options.url() + "/api/v1/rulesets/" + Demo.RULESET + "/decisions");
        byte[] credentials = (options.user() + ":" + options.password()).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Asks once, and again at most twice when the connection was reset before an answer came. */
    Answer decide(String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(decisions)
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !isReset(e)) {
                    return noAnswer(e);
                }
            }
        }
    }

    private static boolean isReset(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("reset") || message.contains("received no bytes") || message.contains("Broken pipe");
    }

    private static Answer noAnswer(IOException e) {
        if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
            return new Answer.NobodyThere();
        }
        if (e instanceof HttpTimeoutException) {
            return new Answer.Broken("No answer within " + ANSWER_TIMEOUT.toSeconds() + " s");
        }
        return new Answer.Broken("The connection broke: " + e.getMessage());
    }

    private Answer read(HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        if (status != 200) {
            String reason = text(body, "detail", text(body, "title", "no reason given"));
            return new Answer.Refused(status, reason);
        }
        if (!body.path("outcome").isObject()) {
            return new Answer.Refused(status, "The answer is no decision");
        }
        String commit = text(body, "commit", "an unnamed commit");
        return new Answer.Decided(
                text(body, "branch", "an unnamed branch") + " at "
                        + commit.substring(0, Math.min(SHORT_COMMIT, commit.length())),
                labels(body.path("outcome").path("Compensation")),
                labels(body.path("outcome").path("Care")));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    private static String text(JsonNode node, String field, String otherwise) {
        return node.path(field).isTextual() ? node.path(field).textValue() : otherwise;
    }

    /** Short names of outcome facts; a draft may give them other fields, which are then shown as they are. */
    private static List<String> labels(JsonNode facts) {
        List<String> labels = new ArrayList<>();
        for (JsonNode fact : facts) {
            if (fact.has("amount") && fact.has("currency")) {
                labels.add(
                        fact.get("amount").asText() + " " + fact.get("currency").asText());
            } else if (fact.has("kind")) {
                labels.add(fact.get("kind").asText().toLowerCase(Locale.ROOT));
            } else {
                labels.add(fact.toString());
            }
        }
        return labels;
    }

    @Override
    public void close() {
        http.close();
    }
}

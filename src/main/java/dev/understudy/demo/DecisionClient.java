package dev.understudy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.client.Decided;
import dev.understudy.client.DecisionRequest;
import dev.understudy.client.NoAnswer;
import dev.understudy.client.ProblemAnswer;
import dev.understudy.client.Retries;
import dev.understudy.client.UnderstudyClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks a service for decisions on flights. Safe to use from many threads at once. */
final class DecisionClient implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int SHORT_COMMIT = 12;

    private final UnderstudyClient service;

    DecisionClient(DemoOptions options) {
        service = UnderstudyClient.at(options.url().toString())
                .account(options.user(), options.password())
                .retries(new Retries(ATTEMPTS, Duration.ofMillis(10), Duration.ofSeconds(1)))
                .build();
    }

    /** Asks once, and again at most twice where that may help. */
    Answer decide(String body) {
        try {
            return decided(service.decide(DecisionRequest.ofBody(Demo.RULESET, body)));
        } catch (ProblemAnswer refused) {
            return new Answer.Refused(
                    refused.problem().status(), refused.problem().detail());
        } catch (NoAnswer none) {
            return none.isUnreachable()
                    ? new Answer.NobodyThere()
                    : new Answer.Broken(String.valueOf(none.getMessage()));
        }
    }

    private static Answer decided(Decided decided) {
        String commit = decided.commit();
        return new Answer.Decided(
                decided.branch() + " at " + commit.substring(0, Math.min(SHORT_COMMIT, commit.length())),
                labels(decided.outcome().path("Compensation")),
                labels(decided.outcome().path("Care")));
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
        service.close();
    }
}

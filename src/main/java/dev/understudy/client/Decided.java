package dev.understudy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision.
 *
 * @param id in the decision log
 * @param ruleset which rules decided
 * @param branch of that branch
 * @param commit at that commit
 * @param selectedBy what chose the branch, {@code DEFAULT} say; there may be more values one day
 * @param effective whether it counts; what a draft decides does not
 * @param outcome a list of facts for each type of the outcome
 * @param firedRules in the order of their first firing
 * @param document all that was answered
 */
public record Decided(
        String id,
        String ruleset,
        String branch,
        String commit,
        String selectedBy,
        boolean effective,
        JsonNode outcome,
        List<FiredRule> firedRules,
        JsonNode document)
        implements Answer {
    /** A rule, and how often it fired. */
    public record FiredRule(String rule, long count) {}

    /** Keeps its own copy of the list. */
    public Decided {
        firedRules = List.copyOf(firedRules);
    }

    /**
     * The facts of one type of the outcome; fields that {@code as} does not have are left out.
     *
     * @throws IllegalArgumentException when a value does not fit a field
     */
    public <T> List<T> outcome(String type, Class<T> as) {
        List<T> facts = new ArrayList<>();
        outcome.path(type).forEach(fact -> facts.add(Json.value(fact, as)));
        return facts;
    }

    static Decided of(JsonNode json) {
        List<FiredRule> fired = new ArrayList<>();
        json.path("firedRules")
                .forEach(each -> fired.add(new FiredRule(
                        each.path("rule").asText(), each.path("count").asLong())));
        return new Decided(
                json.path("id").asText(),
                json.path("ruleset").asText(),
                json.path("branch").asText(),
                json.path("commit").asText(),
                json.path("selectedBy").asText(),
                json.path("effective").asBoolean(),
                json.path("outcome"),
                fired,
                json);
    }
}

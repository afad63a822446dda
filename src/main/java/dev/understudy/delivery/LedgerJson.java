package dev.understudy.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.rollout.guardrail.Evidence;
import dev.understudy.rollout.guardrail.Hypothesis;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What guardrails have seen, as it is kept: exact, so that evidence outlasts a restart. */
final class LedgerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerJson() {}

    static String write(Ledger ledger) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode harms = json.putObject("harm");
        for (Harm each : Harm.values()) {
            harms.set(each.name(), evidence(ledger.of(each)));
        }
        json.set("allocation", evidence(ledger.allocation()));
        json.put("trips", ledger.trips());
        return json.toString();
    }

    private static ObjectNode evidence(Evidence evidence) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode logs = json.putArray("logs");
        evidence.logs().forEach(logs::add);
        return json.put("candidate", evidence.candidate()).put("baseline", evidence.baseline());
    }

    static Ledger read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<Harm, Evidence> harms = new EnumMap<>(Harm.class);
            for (Harm each : Harm.values()) {
                harms.put(each, evidence(json.path("harm").path(each.name()), Hypothesis.HARM));
            }
            return new Ledger(
                    harms,
                    evidence(json.path("allocation"), Hypothesis.ALLOCATION),
                    json.path("trips").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A ledger that this service wrote is JSON.", e);
        }
    }

    private static Evidence evidence(JsonNode json, Hypothesis against) {
        if (json.isMissingNode()) {
            return Evidence.none(against);
        }
        List<Double> logs = new ArrayList<>();
        json.path("logs").forEach(each -> logs.add(each.asDouble()));
        return new Evidence(
                against,
                logs,
                json.path("candidate").asLong(),
                json.path("baseline").asLong());
    }
}

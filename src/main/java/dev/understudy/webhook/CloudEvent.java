package dev.understudy.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as others are told it: CloudEvents 1.0, in structured mode.
 *
 * @param id a UUID of version 7, the same for all who are told and at each try
 * @param type what happened
 * @param ruleset of which ruleset; null for none or several
 * @param at when
 * @param body the JSON that is sent
 */
record CloudEvent(UUID id, String type, @Nullable String ruleset, Instant at, String body) {
    /** The media type of what is sent. */
    static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What of the audit log's {@code before} and {@code after} others are told: no texts of reviews, no facts. */
    private static final List<String> TOLD = List.of(
            "state",
            "stage",
            "title",
            "branch",
            "head",
            "main",
            "baseline",
            "candidate",
            "commit",
            "live",
            "undone",
            "review",
            "verdict",
            "by",
            "overridden",
            "byStages",
            "rewritten",
            "reason",
            "numbers");

    private static final Map<String, String> PATHS =
            Map.of("rollout", "/api/v1/rollouts/", "change-request", "/api/v1/change-requests/");

    /** The event for a record of the audit log, which is one line of JSON; empty when nobody is told of it. */
    static Optional<CloudEvent> ofRecord(String source, String record) {
        JsonNode json = parse(record);
        return EventTypes.of(json.path("action").asText()).map(type -> of(source, type, json));
    }

    private static CloudEvent of(String source, String type, JsonNode record) {
        Instant at = Instant.parse(record.path("at").asText());
        String subject = record.path("subject").asText();
        ObjectNode data = JSON.createObjectNode();
        data.put("actor", record.path("actor").asText());
        String ruleset =
                record.path("ruleset").isTextual() ? record.path("ruleset").asText() : null;
        if (ruleset != null) {
            data.put("ruleset", ruleset);
        }
        int colon = subject.indexOf(':');
        String path = colon < 0 ? null : PATHS.get(subject.substring(0, colon));
        if (path != null) {
            data.put("path", path + subject.substring(colon + 1));
        }
        data.set("before", told(record.path("before")));
        data.set("after", told(record.path("after")));
        UUID id = newId(at);
        ObjectNode event = envelope(source, type, id, at);
        event.put("subject", subject);
        // The extension 'sequence' of CloudEvents: texts that sort as the events happened.
        event.put("sequence", String.format("%019d", record.path("seq").asLong()));
        event.set("data", data);
        return new CloudEvent(id, type, ruleset, at, event.toString());
    }

    /** An event that tells nothing. */
    static CloudEvent ping(String source, UUID subscription, String by, Instant at) {
        UUID id = newId(at);
        ObjectNode event = envelope(source, EventTypes.PING, id, at);
        event.put("subject", "webhook:" + subscription);
        event.putObject("data").put("actor", by);
        return new CloudEvent(id, EventTypes.PING, null, at, event.toString());
    }

    private static ObjectNode envelope(String source, String type, UUID id, Instant at) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id.toString())
                .put("source", source)
                .put("type", type)
                .put("time", at.toString())
                .put("datacontenttype", "application/json");
    }

    private static ObjectNode told(JsonNode recorded) {
        ObjectNode told = JSON.createObjectNode();
        for (String name : TOLD) {
            JsonNode value = recorded.get(name);
            if (value != null && !value.isNull()) {
                told.set(name, value);
            }
        }
        return told;
    }

    private static JsonNode parse(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of the audit log is JSON.", e);
        }
    }

    private static UUID newId(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        return new UUID(high, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}

package dev.understudy.bench.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.bench.fuzz.text.Dice;
import dev.understudy.ruleset.CompiledRuleset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bodies of decision calls that fit a ruleset's own schema, from nothing to a few dozen facts. */
final class FactBodies {
    private static final int MANY = 40;
    private static final int MOST_DEPTH = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "", "a", "s1", "\u0000\ud83d\ude00", "x".repeat(5_000), "a".repeat(40) + "!", "1e999999999", "%999999s");

    private final CompiledRuleset ruleset;
    private final JsonNode schemas;
    private final Dice dice;

    FactBodies(CompiledRuleset ruleset, Dice dice) throws JsonProcessingException {
        this.ruleset = ruleset;
        this.dice = dice;
        this.schemas = JSON.readTree(ruleset.schemas().componentsJson());
    }

    List<byte[]> all() {
        List<byte[]> bodies = new ArrayList<>();
        bodies.add("{\"facts\":{}}".getBytes(StandardCharsets.UTF_8));
        bodies.add(body(0, false));
        bodies.add(body(1, false));
        bodies.add(body(3, true));
        bodies.add(body(MANY, false));
        return bodies;
    }

    private byte[] body(int objects, boolean extreme) {
        ObjectNode facts = NODES.objectNode();
        for (String type : ruleset.manifest().factsIn()) {
            ArrayNode list = facts.putArray(type);
            for (int i = 0; i < objects; i++) {
                list.add(value(schemas.path(type), extreme, 0));
            }
        }
        ObjectNode body = NODES.objectNode();
        body.set("facts", facts);
        if (dice.oneIn(2)) {
            body.put("asOf", dice.of("2026-02-28T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode value(JsonNode schema, boolean extreme, int depth) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            return depth > MOST_DEPTH ? NODES.nullNode() : value(schemas.path(name), extreme, depth + 1);
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(dice.below(schema.path("enum").size()));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "object" -> object(schema, extreme, depth);
            case "array" -> array(schema, extreme, depth);
            case "integer" -> integer(schema, extreme);
            case "number" -> number(extreme);
            case "boolean" -> NODES.booleanNode(dice.oneIn(2));
            case "string" -> text(schema, extreme);
            default -> extreme ? NODES.nullNode() : NODES.textNode("a");
        };
    }

    private JsonNode object(JsonNode schema, boolean extreme, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(field -> object.set(field.getKey(), value(field.getValue(), extreme, depth)));
        if (schema.path("additionalProperties").isObject()) {
            object.set("k", value(schema.path("additionalProperties"), extreme, depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, boolean extreme, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = depth > MOST_DEPTH ? 0 : extreme ? dice.of(0, 1, 50) : 2;
        for (int i = 0; i < size; i++) {
            array.add(value(schema.path("items"), extreme, depth + 1));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema, boolean extreme) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        long number = extreme ? dice.of(least, most, 0L, -1L) : dice.below(50);
        return NODES.numberNode(number);
    }

    private JsonNode number(boolean extreme) {
        double number = extreme ? dice.of(0d, -0d, Double.MAX_VALUE, 1e-300, -1e15) : dice.below(50);
        return NODES.numberNode(number);
    }

    private JsonNode text(JsonNode schema, boolean extreme) {
        return NODES.textNode(
                switch (schema.path("format").asText()) {
                    case "date" -> extreme ? dice.of("0001-01-01", "9999-12-31") : "2026-02-28";
                    case "date-time" -> extreme ? "9999-12-31T23:59:59.999999999Z" : "2026-02-28T10:00:00Z";
                    case "time" -> "23:59:59";
                    case "duration" -> extreme ? "PT2562047788015215H" : "PT1H";
                    case "decimal" -> extreme ? "-9999999999999999999999.99" : "1.5";
                    default -> extreme ? dice.of(TEXTS) : "s" + dice.below(3);
                });
    }
}

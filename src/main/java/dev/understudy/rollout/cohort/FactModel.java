package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.understudy.ruleset.SchemaDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types of a ruleset as conditions see them, from its JSON schemas. */
final class FactModel {
    private static final String ALL_FACTS = "understudy.Facts";
    private static final String CALLER = "understudy.Caller";
    private static final String REFERENCE = "#/components/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ImmutableMap<String, CelType> CALLER_FIELDS = ImmutableMap.of(
            "name", SimpleType.STRING,
            "roles", ListType.create(SimpleType.STRING),
            "groups", ListType.create(SimpleType.STRING));

    private final Map<String, Map<String, Value>> known = new HashMap<>();
    private final JsonNode schemas;

    FactModel(List<String> factsIn, SchemaDocument document) {
        try {
            schemas = JSON.readTree(document.componentsJson());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Schemas that the compiler wrote are JSON.", e);
        }
        for (Map.Entry<String, JsonNode> each : schemas.properties()) {
            Map<String, Value> fields = new HashMap<>();
            for (Map.Entry<String, JsonNode> field :
                    each.getValue().path("properties").properties()) {
                fields.put(field.getKey(), value(field.getValue()));
            }
            known.put(each.getKey(), Map.copyOf(fields));
        }
        Map<String, Value> lists = new HashMap<>();
        factsIn.forEach(each -> lists.put(each, new Value.Listed(new Value.Declared(each, known), true)));
        known.put(ALL_FACTS, Map.copyOf(lists));
    }

    private Value value(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.startsWith(REFERENCE)) {
            String name = reference.substring(REFERENCE.length());
            return schemas.path(name).has("properties") ? new Value.Declared(name, known) : value(schemas.path(name));
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> Value.Plain.WHOLE;
            case "number" -> Value.Plain.NUMBER;
            case "boolean" -> Value.Plain.TRUTH;
            case "string" -> Value.Plain.TEXT;
            case "array" -> new Value.Listed(value(schema.path("items")), false);
            case "object" ->
                schema.path("additionalProperties").isObject()
                        ? new Value.Mapped(value(schema.path("additionalProperties")))
                        : Value.Plain.ANY;
            default -> Value.Plain.ANY;
        };
    }

    /** The variable {@code facts}. */
    Value facts() {
        return new Value.Declared(ALL_FACTS, known);
    }

    /** The type of the variable {@code caller}. */
    StructType caller() {
        return struct(CALLER, CALLER_FIELDS);
    }

    /** Names that stand in conditions, to find the one that was meant. */
    Set<String> words() {
        Set<String> words = new TreeSet<>(CALLER_FIELDS.keySet());
        known.values().forEach(each -> words.addAll(each.keySet()));
        words.addAll(List.of(CohortCompiler.FACTS, CohortCompiler.CALLER));
        return words;
    }

    /** What the checker of conditions asks for types by their names. */
    CelTypeProvider types() {
        ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
        known.forEach((name, values) -> {
            ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
            values.forEach((field, value) -> fields.put(field, value.type()));
            types.put(name, struct(name, fields.buildOrThrow()));
        });
        return new Types(types.put(CALLER, caller()).buildOrThrow());
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private record Types(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }
}

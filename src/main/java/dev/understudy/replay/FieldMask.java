package dev.understudy.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.decisionlog.query.KeptTexts;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Masks fields by their names, wherever they stand: beside what the rules that decided call sensitive, what production
 * calls so. A draft may have taken a field off its list, and is not to show it by that.
 */
public final class FieldMask {
    /** Reads numbers, and writes them, as they are written. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String MASK = KeptTexts.MASK.substring(1, KeptTexts.MASK.length() - 1);

    private final Set<String> names = new HashSet<>();

    /** @param sensitive fields as {@code ruleset.yaml} has them: {@code Flight.passengerName} */
    public FieldMask(Collection<String> sensitive) {
        sensitive.forEach(field -> names.add(field.substring(field.indexOf('.') + 1)));
    }

    /**
     * The same with these fields masked.
     *
     * @param byType JSON of lists, or single ones, by type
     * @throws IllegalStateException when it is no JSON
     */
    public JsonNode masked(String byType) {
        JsonNode read;
        try {
            read = JSON.readTree(byType);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This is no JSON.");
        }
        read.forEach(this::mask);
        return read;
    }

    private void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (names.contains(field.getKey()) && !field.getValue().isNull()) {
                    field.setValue(object.textNode(MASK));
                }
            }
        }
        node.forEach(this::mask);
    }
}

package dev.understudy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON as the service writes and reads it: numbers keep their digits. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** The body of a call; {@code facts} is whatever Jackson can write. */
    static byte[] body(Object facts, @Nullable Instant asOf) {
        ObjectNode body = MAPPER.createObjectNode();
        body.set("facts", MAPPER.valueToTree(facts));
        if (asOf != null) {
            body.put("asOf", asOf.toString());
        }
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The facts can't be written as JSON.", e);
        }
    }

    /** One line of a batch. In JSON a line's end is never within a text, so what was written over several fits on one. */
    static byte[] line(Object facts) {
        if (!(facts instanceof DecisionRequest request)) {
            return body(facts, null);
        }
        byte[] line = request.body().clone();
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
        }
        return line;
    }

    /** A tree that is missing when the bytes are no JSON. */
    static JsonNode tree(byte[] bytes, int offset, int length) {
        try {
            return MAPPER.readTree(bytes, offset, length);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    static <T> T value(JsonNode tree, Class<T> as) {
        try {
            return MAPPER.treeToValue(tree, as);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no " + as.getSimpleName() + ": " + tree, e);
        }
    }
}

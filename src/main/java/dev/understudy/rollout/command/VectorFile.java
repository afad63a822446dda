package dev.understudy.rollout.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of vectors, and says where it is not what it should be. */
final class VectorFile {
    /** Numbers as they were written, digit by digit; infinity, as some write it. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private VectorFile() {}

    /** A file that can't be followed. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param pointer JSON pointer to the place */
        Malformed(String pointer, String message) {
            super((pointer.isEmpty() ? "At the top: " : pointer + ": ") + message);
        }
    }

    static JsonNode read(Path file) throws IOException, Malformed {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (root == null || root.isMissingNode()) {
                throw new Malformed("", "the file is empty.");
            }
            return root;
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new Malformed("", "this is not JSON" + place + ": " + e.getOriginalMessage());
        }
    }

    /** A list with at least one item. */
    static JsonNode list(JsonNode node, String pointer) throws Malformed {
        if (!node.isArray() || node.isEmpty()) {
            throw new Malformed(pointer, "a list of vectors belongs here, with at least one.");
        }
        return node;
    }

    static String text(JsonNode parent, String key, String pointer) throws Malformed {
        JsonNode node = parent.path(key);
        if (!node.isTextual()) {
            throw new Malformed(pointer + "/" + key, node.isMissingNode() ? "is missing." : "a text belongs here.");
        }
        return node.textValue();
    }

    static boolean truth(JsonNode node, String pointer) throws Malformed {
        if (!node.isBoolean()) {
            throw new Malformed(pointer, node.isMissingNode() ? "is missing." : "true or false belongs here.");
        }
        return node.booleanValue();
    }

    /** A share from 0 to 1. */
    static double share(JsonNode node, String pointer) throws Malformed {
        if (!node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
            throw new Malformed(pointer, node.isMissingNode() ? "is missing." : "a number from 0 to 1 belongs here.");
        }
        return node.doubleValue();
    }

    /** A whole number within bounds, also as {@code 1e3}. */
    static long whole(String text, long most, String pointer) throws Malformed {
        try {
            BigDecimal value = new BigDecimal(text);
            // Before it is written out: an exponent may have ten digits.
            if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return value.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // The same sentence for all.
        }
        throw new Malformed(pointer, "a whole number from 0 to " + most + " belongs here.");
    }
}

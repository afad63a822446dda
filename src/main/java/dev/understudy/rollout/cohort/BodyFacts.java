package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Facts in a body; for one thread. A body that is no JSON has none: who decides it says what is wrong with it. */
final class BodyFacts implements FactSource {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] body;
    private final int offset;
    private final int length;
    private @Nullable JsonNode facts;

    @SuppressWarnings("EI_EXPOSE_REP2") // Read once, while the call is decided.
    BodyFacts(byte[] body, int offset, int length) {
        this.body = body;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public JsonNode facts() {
        JsonNode known = facts;
        if (known == null) {
            known = read();
            facts = known;
        }
        return known;
    }

    private JsonNode read() {
        try {
            JsonNode root = JSON.readTree(body, offset, length);
            return root == null ? MissingNode.getInstance() : root.path("facts");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}

package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.databind.JsonNode;

/** The facts of one call, for conditions to look into. Asked only when a condition does. */
@FunctionalInterface
public interface FactSource {
    /** An object, by type a list of facts or a single one; a missing node when there is none to be read. */
    JsonNode facts();

    /**
     * The facts in the body of a decision call; read when first asked for, and once.
     *
     * @param body holds it as UTF-8
     * @param offset where it starts
     * @param length its length in bytes
     */
    static FactSource ofBody(byte[] body, int offset, int length) {
        return new BodyFacts(body, offset, length);
    }
}

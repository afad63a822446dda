package dev.understudy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the service answers when it does not decide, after RFC 9457.
 *
 * @param type {@code urn:understudy:problem:invalid-facts} say; programs go by it
 * @param title the same sentence for each problem of that type
 * @param status the HTTP status
 * @param detail what is wrong and what to do, for people
 * @param document all that was answered, with the members that only some problems have
 */
public record Problem(String type, String title, int status, String detail, JsonNode document) implements Answer {
    private static final String URN = "urn:understudy:problem:";

    /** Whether it is of that type, {@code unknown-branch} say. */
    public boolean is(String name) {
        return type.equals(URN + name);
    }

    /** The place in the body, as a JSON pointer. */
    public Optional<String> pointer() {
        return Optional.ofNullable(document.path("pointer").textValue());
    }

    /** The line of the batch, counted from 1 over all of it. */
    public Optional<Long> line() {
        return document.path("line").isIntegralNumber()
                ? Optional.of(document.path("line").longValue())
                : Optional.empty();
    }

    /** Of an answer that is neither. */
    static Problem of(int status, String title) {
        return new Problem("about:blank", title, status, title, Json.tree(new byte[0], 0, 0));
    }

    /** Of an answer that is no decision; what is no problem document becomes one. */
    static Problem of(int status, JsonNode json) {
        String title = json.path("title").asText("The service answered " + status);
        return new Problem(
                json.path("type").asText("about:blank"),
                title,
                json.path("status").asInt(status),
                json.path("detail").asText(title),
                json);
    }
}

package dev.understudy.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Members of answers that are left out when there is nothing to say. */
public final class Members {
    private Members() {}

    /** Sets a text, unless it is null. */
    public static void text(String name, @Nullable String value, ObjectNode json) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** Sets a moment in ISO 8601, unless it is null. */
    public static void moment(String name, @Nullable Instant value, ObjectNode json) {
        text(name, value == null ? null : value.toString(), json);
    }
}

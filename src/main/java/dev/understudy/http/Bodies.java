package dev.understudy.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads bodies that callers send: a member that nobody knows is a fault. */
public final class Bodies {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Bodies() {}

    /**
     * Reads a body.
     *
     * @param none what an empty body means; null when it means nothing
     * @throws IOException when it is something else, which becomes a problem with a pointer
     * @throws ProblemException {@code INVALID_REQUEST} when there is nothing in it
     */
    public static <T> T read(byte @Nullable [] body, Class<T> type, @Nullable T none) throws IOException {
        return read(body, type, none, "A JSON object belongs into the body.");
    }

    /** The same; {@code wanted} says what belongs into it. */
    public static <T> T read(byte @Nullable [] body, Class<T> type, @Nullable T none, String wanted)
            throws IOException {
        T read = body == null || body.length == 0 ? none : JSON.readValue(body, type);
        if (read == null) {
            throw ProblemException.at(ProblemType.INVALID_REQUEST, "", wanted);
        }
        return read;
    }
}

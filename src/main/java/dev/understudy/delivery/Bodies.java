package dev.understudy.delivery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what callers send, and takes nothing for something else. */
final class Bodies {
    private static final Pattern UUID_SHAPE = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Bodies() {}

    /** @param none what an empty body means; null when it means nothing */
    static <T> T read(byte @Nullable [] body, Class<T> type, @Nullable T none) throws IOException {
        T read = body == null || body.length == 0 ? none : JSON.readValue(body, type);
        if (read == null) {
            throw ProblemException.at(ProblemType.INVALID_REQUEST, "", "A JSON object belongs into the body.");
        }
        return read;
    }

    /** The id in a path; what is none names nothing. */
    static UUID rollout(String id) {
        if (!UUID_SHAPE.matcher(id).matches()) {
            throw new ProblemException(ProblemType.UNKNOWN_ROLLOUT, "There is no rollout of that id; ids are UUIDs.");
        }
        return UUID.fromString(id);
    }
}

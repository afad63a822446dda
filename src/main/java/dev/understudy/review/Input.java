package dev.understudy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what callers send, and takes nothing for something else: a member that nobody knows is a fault. */
final class Input {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Input() {}

    /**
     * Reads a body.
     *
     * @param none what an empty body means; null when it means nothing
     * @throws JsonProcessingException when it is something else, which becomes a problem with a pointer
     */
    static <T> T read(byte[] body, Class<T> type, @Nullable T none) throws IOException {
        T read = body.length == 0 ? none : JSON.readValue(body, type);
        if (read == null) {
            throw fault("", "A JSON object belongs into the body.");
        }
        return read;
    }

    static String title(@Nullable String title) {
        String line = title == null ? "" : title.strip();
        if (!PlainText.isLine(line, PlainText.LONGEST_TITLE)) {
            throw fault("/title", "A title is one line of 1 to " + PlainText.LONGEST_TITLE + " characters.");
        }
        return line;
    }

    static String text(@Nullable String text) {
        String given = text == null ? "" : text;
        if (!PlainText.isText(given)) {
            throw fault("/text", "A text is at most 64 KiB of UTF-8, without control characters.");
        }
        return given;
    }

    /** @param longest in characters */
    static @Nullable String line(@Nullable String text, int longest, String pointer) {
        if (text != null && !PlainText.isLine(text, longest)) {
            throw fault(pointer, "This is one line of 1 to " + longest + " characters.");
        }
        return text;
    }

    static CommitId commit(@Nullable String commit, String pointer) {
        if (commit == null || !CommitId.isValid(commit)) {
            throw fault(pointer, "Name the commit that was looked at by its 40 hexadecimal digits.");
        }
        return new CommitId(commit);
    }

    static ProblemException fault(String pointer, String detail) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, detail);
    }
}

package dev.understudy.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type a URI that names the kind of error
 * @param title the kind of error in one short sentence
 * @param status the HTTP status
 * @param detail what is wrong this time, and what to do
 * @param instance a URI that finds this very error in the log; only for errors on our side
 * @param extensions further members; values that Jackson can write
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        Map<String, Object> extensions) {
    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int USUAL_BYTES = 320;
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    /** The document of an error that a caller can act on. */
    public static ProblemDocument of(ProblemException problem) {
        ProblemType type = problem.type();
        return new ProblemDocument(
                type.uri(), type.title(), type.status(), problem.detail(), null, problem.extensions());
    }

    /** The document of a kind of error that needs no further members. */
    public static ProblemDocument of(ProblemType type, String detail) {
        return new ProblemDocument(type.uri(), type.title(), type.status(), detail, null, Map.of());
    }

    /** The document as JSON in UTF-8, without a line break: it fits into NDJSON too. */
    public byte[] toJson() {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_BYTES)) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                writeTo(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the document as one object. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        if (instance != null) {
            json.writeStringField("instance", instance);
        }
        for (Map.Entry<String, Object> extension : extensions.entrySet()) {
            json.writeFieldName(extension.getKey());
            json.writePOJO(extension.getValue());
        }
        json.writeEndObject();
    }
}

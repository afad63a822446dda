package dev.understudy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Reads JSON that this service wrote or checked before: without limits, since what was kept has to be read. */
public final class KnownJson {
    /** Reads text, and remembers no names: fields of facts could be any text. */
    public static final JsonFactory OF_TEXT =
            builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    /** Reads UTF-8, and remembers names: only such a parser reads bytes as they are, and knows its place in them. */
    public static final JsonFactory OF_BYTES = builder().build();

    private KnownJson() {}

    private static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build());
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.util.Map;

/** One kind of value between JSON and Java. Immutable once made, for any number of threads. */
sealed interface ValueCodec
        permits AnyCodec,
                ArrayCodec,
                BigIntegerCodec,
                BooleanCodec,
                CharCodec,
                CollectionCodec,
                DecimalCodec,
                EnumCodec,
                FloatingCodec,
                IntegralCodec,
                MapCodec,
                ObjectCodec,
                ParsedTextCodec,
                TemporalCodec,
                TextCodec {
    /**
     * Reads the value whose first token is the parser's current one, which is not null unless {@link #takesNull}; on
     * return the current token is the value's last.
     */
    Object read(FactReader in) throws IOException;

    /** Writes a value of this kind. */
    void write(Object value, FactWriter out);

    /** The kind as JSON schema (2020-12): values are texts, numbers, truth values, lists and maps. */
    Map<String, Object> schema();

    /** Whether null is a value of this kind inside lists and maps. */
    default boolean takesNull() {
        return false;
    }
}

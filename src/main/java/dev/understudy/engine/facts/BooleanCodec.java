package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code boolean} and {@code Boolean}. */
record BooleanCodec() implements ValueCodec {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    static void write(boolean value, Utf8Sink sink) {
        sink.raw(value ? TRUE : FALSE);
    }

    @Override
    public Object read(FactReader in) {
        return in.booleanValue();
    }

    @Override
    public void write(Object value, FactWriter out) {
        write((boolean) value, out.sink());
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "boolean");
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.util.Map;

/** {@code String}, kept as it is. */
record TextCodec() implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        return in.text("text");
    }

    @Override
    public void write(Object value, FactWriter out) {
        out.text((String) value);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string");
    }
}

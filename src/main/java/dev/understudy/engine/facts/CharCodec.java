package dev.understudy.engine.facts;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code char} and {@code Character}: text of one UTF-16 unit. */
record CharCodec() implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        String text = in.text("a single character");
        if (text.length() != 1) {
            throw in.fault("A single character belongs here, as text of length 1.");
        }
        return text.charAt(0);
    }

    @Override
    public void write(Object value, FactWriter out) {
        out.text(value.toString());
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("minLength", 1);
        schema.put("maxLength", 1);
        return schema;
    }
}

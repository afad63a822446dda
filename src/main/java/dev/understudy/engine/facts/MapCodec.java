package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps from text to one kind of value.
 *
 * @param value the kind
 * @param empty makes a new one that keeps the order
 */
record MapCodec(ValueCodec value, Supplier<Map<String, @Nullable Object>> empty) implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        Map<String, @Nullable Object> entries = empty.get();
        readInto(entries, value, in);
        return entries;
    }

    static void readInto(Map<String, @Nullable Object> entries, ValueCodec value, FactReader in) throws IOException {
        in.enterObject();
        while (in.parser().nextToken() != JsonToken.END_OBJECT) {
            String key = in.name();
            if (entries.containsKey(key)) {
                throw in.fault("This name is sent twice in one object.");
            }
            JsonToken _ = in.parser().nextToken();
            entries.put(key, CollectionCodec.readMember(value, in));
        }
    }

    @Override
    public void write(Object map, FactWriter out) {
        write((Map<?, ?>) map, value, out);
    }

    static void write(Map<?, ?> entries, ValueCodec value, FactWriter out) {
        Utf8Sink sink = out.sink();
        out.open('{');
        int start = sink.size();
        Unordered order = entries instanceof SequencedMap ? null : new Unordered(sink);
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw out.failure("holds a map with a key that is not text, which JSON has no form for.");
            }
            out.text(key);
            sink.raw(':');
            CollectionCodec.writeMember(entry.getValue(), value, out);
            if (order != null) {
                order.endMember();
            }
        }
        if (order != null) {
            order.sort();
        }
        out.close(start, '}');
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", value.schema());
        return schema;
    }
}

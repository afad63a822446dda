package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists and sets, of one kind of element.
 *
 * @param element the kind
 * @param empty makes a new one that keeps the order
 */
record CollectionCodec(ValueCodec element, Supplier<Collection<@Nullable Object>> empty) implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        Collection<@Nullable Object> values = empty.get();
        readInto(values, element, in);
        return values;
    }

    static void readInto(Collection<@Nullable Object> values, ValueCodec element, FactReader in) throws IOException {
        in.enterList();
        while (in.parser().nextToken() != JsonToken.END_ARRAY) {
            values.add(readMember(element, in));
        }
    }

    /** One value of a list or a map. */
    static @Nullable Object readMember(ValueCodec element, FactReader in) throws IOException {
        if (!in.atNull()) {
            return element.read(in);
        }
        if (element.takesNull()) {
            return null;
        }
        throw in.fault("null can't stand here. Leave it out.");
    }

    @Override
    public void write(Object value, FactWriter out) {
        write((Collection<?>) value, element, out);
    }

    static void write(Collection<?> values, ValueCodec element, FactWriter out) {
        Utf8Sink sink = out.sink();
        out.open('[');
        int start = sink.size();
        Unordered order = values instanceof SequencedCollection ? null : new Unordered(sink);
        for (Object value : values) {
            writeMember(value, element, out);
            if (order != null) {
                order.endMember();
            }
        }
        if (order != null) {
            order.sort();
        }
        out.close(start, ']');
    }

    /** A value and a comma. */
    static void writeMember(@Nullable Object value, ValueCodec element, FactWriter out) {
        if (value == null) {
            out.sink().ascii("null,");
        } else {
            element.write(value, out);
            out.sink().raw(',');
        }
        out.checkRoom(0);
    }

    @Override
    public Map<String, Object> schema() {
        return schemaOf(element);
    }

    static Map<String, Object> schemaOf(ValueCodec element) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema());
        return schema;
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arrays, of primitives too.
 *
 * @param component the class of an element
 * @param element the kind of an element
 */
record ArrayCodec(Class<?> component, ValueCodec element) implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        CollectionCodec.readInto(values, element, in);
        Object array = Array.newInstance(component, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    @Override
    public void write(Object value, FactWriter out) {
        write(value, element, out);
    }

    static void write(Object array, ValueCodec element, FactWriter out) {
        out.open('[');
        int start = out.sink().size();
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            CollectionCodec.writeMember(Array.get(array, i), element, out);
        }
        out.close(start, ']');
    }

    @Override
    public Map<String, Object> schema() {
        return CollectionCodec.schemaOf(element);
    }
}

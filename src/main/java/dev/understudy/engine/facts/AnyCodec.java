package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Object}, and what a {@code List} or {@code Map} without a type argument holds. Read are {@code String}, {@code
 * Boolean}, {@code Long} or {@code BigInteger}, {@code BigDecimal}, lists and maps: never a {@code double}, which would
 * lose digits. Written is whatever has a form in JSON.
 */
final class AnyCodec implements ValueCodec {
    private final CodecTable table;

    AnyCodec(CodecTable table) {
        this.table = table;
    }

    @Override
    public Object read(FactReader in) throws IOException {
        return switch (in.parser().currentToken()) {
            case VALUE_STRING -> in.text("text");
            case VALUE_TRUE, VALUE_FALSE -> in.booleanValue();
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> in.decimalValue();
            case START_ARRAY -> {
                List<@Nullable Object> values = new ArrayList<>();
                CollectionCodec.readInto(values, this, in);
                yield values;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                MapCodec.readInto(entries, this, in);
                yield entries;
            }
            default -> throw in.wrongKind("a value");
        };
    }

    private static Object whole(FactReader in) throws IOException {
        in.requireWholeNumber();
        if (in.parser().getNumberType() == NumberType.BIG_INTEGER) {
            return in.parser().getBigIntegerValue();
        }
        return in.parser().getLongValue();
    }

    @Override
    public void write(Object value, FactWriter out) {
        ValueCodec codec = table.ofRuntime(value.getClass());
        if (codec != null) {
            codec.write(value, out);
        } else if (value instanceof Collection<?> values) {
            CollectionCodec.write(values, this, out);
        } else if (value instanceof Map<?, ?> entries) {
            MapCodec.write(entries, this, out);
        } else if (value.getClass().isArray()) {
            ArrayCodec.write(value, this, out);
        } else {
            throw out.failure("holds an object of class "
                    + Names.shown(value.getClass().getName()) + ", which JSON has no form for.");
        }
    }

    @Override
    public boolean takesNull() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of();
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whole numbers of a fixed width. A fraction or an exponent is refused, even {@code 1.0}: it hides a mistake. */
enum IntegralCodec implements ValueCodec {
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE) {
        @Override
        public Object read(FactReader in) throws IOException {
            return (byte) in.intValue(Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
    },
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE) {
        @Override
        public Object read(FactReader in) throws IOException {
            return (short) in.intValue(Short.MIN_VALUE, Short.MAX_VALUE);
        }
    },
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE) {
        @Override
        public Object read(FactReader in) throws IOException {
            return in.intValue(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    LONG(Long.MIN_VALUE, Long.MAX_VALUE) {
        @Override
        public Object read(FactReader in) throws IOException {
            return in.longValue();
        }
    };

    private final long least;
    private final long most;

    IntegralCodec(long least, long most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public void write(Object value, FactWriter out) {
        out.sink().number(((Number) value).longValue());
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("format", this == LONG ? "int64" : "int32");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schema;
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.util.Map;

/** Binary floating point, written in Java's shortest form; what is not finite has no form in JSON. */
enum FloatingCodec implements ValueCodec {
    FLOAT("float") {
        @Override
        public Object read(FactReader in) throws IOException {
            return in.floatValue();
        }

        @Override
        public void write(Object value, FactWriter out) {
            float number = (float) value;
            requireFinite(Float.isFinite(number), out);
            out.sink().ascii(Float.toString(number));
        }
    },
    DOUBLE("double") {
        @Override
        public Object read(FactReader in) throws IOException {
            return in.doubleValue();
        }

        @Override
        public void write(Object value, FactWriter out) {
            write((double) value, out);
        }
    };

    private final String format;

    FloatingCodec(String format) {
        this.format = format;
    }

    static void write(double value, FactWriter out) {
        requireFinite(Double.isFinite(value), out);
        out.sink().ascii(Double.toString(value));
    }

    static void requireFinite(boolean finite, FactWriter out) {
        if (!finite) {
            throw out.failure(
                    "is not a finite number, which JSON has no form for. Let the rule check what it divides" + " by.");
        }
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "number", "format", format);
    }
}

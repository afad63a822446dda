package dev.understudy.engine.facts;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;

/** {@code BigInteger}. */
record BigIntegerCodec() implements ValueCodec {
    @Override
    public Object read(FactReader in) throws IOException {
        in.requireWholeNumber();
        return in.parser().getBigIntegerValue();
    }

    @Override
    public void write(Object value, FactWriter out) {
        BigInteger number = (BigInteger) value;
        DecimalCodec.requireFewDigits(number, out);
        String text = number.toString();
        out.checkRoom(text.length());
        out.sink().ascii(text);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "integer");
    }
}

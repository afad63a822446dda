package dev.understudy.engine.facts;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** {@code BigDecimal}: the digits are kept, 12.50 stays 12.50, and it never is an exponent in the answer. */
record DecimalCodec() implements ValueCodec {
    /** No number of {@link FactLimits#DIGITS} digits has more bits. */
    private static final int MOST_BITS = (int) Math.ceil(FactLimits.DIGITS * Math.log(10) / Math.log(2));

    @Override
    public Object read(FactReader in) throws IOException {
        return in.decimalValue();
    }

    @Override
    public void write(Object value, FactWriter out) {
        BigDecimal number = (BigDecimal) value;
        if (number.scale() == 0 && number.precision() < 19) {
            out.sink().number(number.longValue());
            return;
        }
        if (Math.abs((long) number.scale()) > FactLimits.SCALE) {
            throw tooLong(out);
        }
        requireFewDigits(number.unscaledValue(), out);
        String text = number.toPlainString();
        out.checkRoom(text.length());
        out.sink().ascii(text);
    }

    /** Stops before a number is written that no caller could send back, or that takes minutes to write. */
    static void requireFewDigits(BigInteger digits, FactWriter out) {
        if (digits.bitLength() > MOST_BITS) {
            throw tooLong(out);
        }
    }

    private static RuntimeException tooLong(FactWriter out) {
        return out.failure("is a number of more than " + FactLimits.DIGITS + " digits. Let the rule round it.");
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "number");
    }
}

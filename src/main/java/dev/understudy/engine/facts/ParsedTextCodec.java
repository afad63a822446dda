package dev.understudy.engine.facts;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Values with one usual form as text, which is what {@code toString} gives. */
enum ParsedTextCodec implements ValueCodec {
    UUID_TEXT("a UUID of 36 characters, such as 123e4567-e89b-12d3-a456-426614174000", "uuid", ParsedTextCodec::uuid),
    DURATION("a duration after ISO 8601, such as PT1H30M", "duration", Duration::parse),
    PERIOD("a period after ISO 8601, such as P1Y2M3D", "duration", Period::parse);

    private static final int LONGEST = 64;
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String expected;
    private final String format;
    private final Function<String, Object> parse;

    ParsedTextCodec(String expected, String format, Function<String, Object> parse) {
        this.expected = expected;
        this.format = format;
        this.parse = parse;
    }

    /** The JDK alone also takes {@code 1-1-1-1-1}. */
    private static UUID uuid(String text) {
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    @Override
    public Object read(FactReader in) throws IOException {
        String text = in.text(expected);
        if (text.length() <= LONGEST) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeException _) {
                // Said below, without the cause: its message holds the value.
            }
        }
        throw in.fault("This text can't be read: " + expected + " belongs here.");
    }

    @Override
    public void write(Object value, FactWriter out) {
        out.sink().ascii("\"" + value + "\"");
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("format", format);
        return schema;
    }
}

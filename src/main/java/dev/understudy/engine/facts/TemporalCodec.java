package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times: ISO 8601, and the declared pattern if there is one. A value is written in that pattern unless the
 * pattern would lose a part of it.
 */
final class TemporalCodec implements ValueCodec {
    private static final int LONGEST = 128;
    private static final int[] SAMPLE = {2004, 2, 29, 23, 5, 0, 0};

    private final TemporalKind kind;
    private final String expected;
    private final String pattern;
    private final @Nullable FixedPattern fixed;
    private final @Nullable DateTimeFormatter formatter;

    TemporalCodec(TemporalKind kind) {
        this(kind, Optional.empty());
    }

    /** @throws IllegalArgumentException with a sentence for the analyst when the format is no use for this kind */
    TemporalCodec(TemporalKind kind, Optional<String> format) {
        this.kind = kind;
        String own = format.map(it -> " or " + it).orElse("");
        expected = "a " + kind.words() + " in the form " + kind.example() + own;
        pattern = format.orElse("");
        formatter = format.map(this::usable).orElse(null);
        fixed = format.flatMap(FixedPattern::of).orElse(null);
    }

    private DateTimeFormatter usable(String format) {
        try {
            DateTimeFormatter made = new DateTimeFormatterBuilder()
                    .appendPattern(format)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            TemporalAccessor sample = kind.of(SAMPLE);
            if (made.parse(made.format(kind.printable(sample)), kind.query()).equals(sample)) {
                return made;
            }
        } catch (DateTimeException | IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException("the format \"" + Names.shown(format) + "\" is no use for a "
                + kind.type().getSimpleName()
                + ". Give a pattern of java.time.format.DateTimeFormatter that holds all of a "
                + kind.words() + ", or none for ISO 8601.");
    }

    @Override
    public Object read(FactReader in) throws IOException {
        in.requireText(expected);
        char[] text = in.parser().getTextCharacters();
        int offset = in.parser().getTextOffset();
        int length = in.parser().getTextLength();
        int[] fields = in.dateFields();
        if ((fixed != null && fixed.parse(text, offset, length, fields))
                || kind.usual().parse(text, offset, length, fields)) {
            return kind.of(fields);
        }
        if (length <= LONGEST) {
            String all = new String(text, offset, length);
            Object value = formatter == null ? null : parsed(formatter, all);
            value = value == null ? parsed(kind.iso(), all) : value;
            if (value != null) {
                return value;
            }
        }
        throw in.fault("This text can't be read: " + expected + " belongs here.");
    }

    private TemporalAccessor printableSample() {
        return kind.printable(kind.of(SAMPLE));
    }

    private @Nullable Object parsed(DateTimeFormatter by, String text) {
        try {
            return by.parse(text, kind.query());
        } catch (DateTimeException _) {
            return null;
        }
    }

    @Override
    public void write(Object value, FactWriter out) {
        Utf8Sink sink = out.sink();
        TemporalAccessor printable = kind.printable(value);
        int[] fields = out.dateFields();
        boolean split = kind.split(printable, fields);
        if (split && fixed != null && fixed.holds(fields)) {
            quoted(fixed, fields, sink);
        } else if (formatter != null && fixed == null && value.equals(parsed(formatter, formatter.format(printable)))) {
            sink.text(formatter.format(printable));
        } else if (split && kind.usual().holds(fields)) {
            quoted(kind.usual(), fields, sink);
        } else {
            sink.text(kind.iso().format(printable));
        }
    }

    private static void quoted(FixedPattern form, int[] fields, Utf8Sink sink) {
        sink.raw('"');
        form.write(fields, sink);
        sink.raw('"');
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        if (pattern.isEmpty()) {
            switch (kind) {
                case DATE -> schema.put("format", "date");
                case INSTANT, OFFSET_DATE_TIME -> schema.put("format", "date-time");
                case TIME, DATE_TIME, YEAR_MONTH, ZONED_DATE_TIME -> {}
            }
        }
        schema.put("description", Character.toUpperCase(expected.charAt(0)) + expected.substring(1) + ".");
        schema.put("examples", List.of(formatter == null ? kind.example() : formatter.format(printableSample())));
        return schema;
    }
}

package dev.understudy.engine.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An enum, declared or the JDK's, by the names of its constants. */
final class EnumCodec implements ValueCodec {
    private static final int NAMES_IN_ERROR = 40;

    private final String name;
    private final Map<String, Object> constants = new LinkedHashMap<>();
    private final byte[][] json;
    private final boolean declared;

    /** @param declared whether the ruleset declares it, so that its schema has a name of its own */
    EnumCodec(Class<?> type, boolean declared) {
        this.declared = declared;
        name = type.getSimpleName();
        Object[] values = type.getEnumConstants();
        json = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            String constant = ((Enum<?>) values[i]).name();
            constants.put(constant, values[i]);
            json[i] = ("\"" + constant + "\"").getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The enum's simple name. */
    String name() {
        return name;
    }

    @Override
    public Object read(FactReader in) throws IOException {
        String text = in.text("a name of " + name);
        Object value = constants.get(text);
        if (value == null) {
            throw in.fault("This is no " + name + ". One of these belongs here: " + names() + "."
                    + Names.suggestion(text, constants.keySet()));
        }
        return value;
    }

    private String names() {
        List<String> all = List.copyOf(constants.keySet());
        return all.size() <= NAMES_IN_ERROR
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, NAMES_IN_ERROR)) + " and " + (all.size() - NAMES_IN_ERROR) + " more";
    }

    @Override
    @SuppressWarnings(
            "EnumOrdinal") // Indexes what was made from the same constants in the same order; nothing is kept.
    public void write(Object value, FactWriter out) {
        out.sink().raw(json[((Enum<?>) value).ordinal()]);
    }

    @Override
    public Map<String, Object> schema() {
        return declared ? Map.of("$ref", "#/components/schemas/" + name) : definition();
    }

    /** The schema that {@link #schema} refers to. */
    Map<String, Object> definition() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("enum", List.copyOf(constants.keySet()));
        return schema;
    }
}

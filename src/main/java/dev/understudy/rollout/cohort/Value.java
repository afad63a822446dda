package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import java.util.Map;

/** How JSON of one declared type is shown to a condition. */
sealed interface Value {
    /** Longer texts are not looked at: what compares them would take long. */
    int LONGEST_TEXT = 1_000;

    /** The type that conditions are checked against. */
    CelType type();

    /** @throws IllegalArgumentException when this is no such value, or too large to look at */
    Object of(JsonNode json);

    private static IllegalArgumentException not(String what) {
        return new IllegalArgumentException("This is no " + what + ".");
    }

    /** Values without parts. */
    enum Plain implements Value {
        WHOLE(SimpleType.INT) {
            @Override
            public Object of(JsonNode json) {
                if (json.isNumber() && json.canConvertToExactIntegral() && json.canConvertToLong()) {
                    return json.longValue();
                }
                throw not("whole number");
            }
        },
        NUMBER(SimpleType.DOUBLE) {
            @Override
            public Object of(JsonNode json) {
                if (json.isNumber()) {
                    return json.doubleValue();
                }
                throw not("number");
            }
        },
        TRUTH(SimpleType.BOOL) {
            @Override
            public Object of(JsonNode json) {
                if (json.isBoolean()) {
                    return json.booleanValue();
                }
                throw not("boolean");
            }
        },
        TEXT(SimpleType.STRING) {
            @Override
            public Object of(JsonNode json) {
                if (json.isTextual() && json.textValue().length() <= LONGEST_TEXT) {
                    return json.textValue();
                }
                throw not("text of at most " + LONGEST_TEXT + " characters");
            }
        },
        ANY(SimpleType.DYN) {
            @Override
            public Object of(JsonNode json) {
                return switch (json.getNodeType()) {
                    case NUMBER -> json.isIntegralNumber() ? WHOLE.of(json) : NUMBER.of(json);
                    case BOOLEAN -> TRUTH.of(json);
                    case STRING -> TEXT.of(json);
                    case ARRAY -> new ListView(this, json);
                    case OBJECT -> new FieldView(_ -> this, json);
                    default -> throw not("value");
                };
            }
        };

        private final CelType type;

        Plain(CelType type) {
            this.type = type;
        }

        @Override
        public CelType type() {
            return type;
        }
    }

    /** A list; a single value may stand for a list of one where facts are listed. */
    record Listed(Value item, boolean orSingle) implements Value {
        @Override
        public CelType type() {
            return ListType.create(item.type());
        }

        @Override
        public Object of(JsonNode json) {
            if (json.isArray()) {
                return new ListView(item, json);
            }
            if (orSingle && json.isObject()) {
                return java.util.List.of(item.of(json));
            }
            throw not("list");
        }
    }

    /** An object whose fields may have any name. */
    record Mapped(Value item) implements Value {
        @Override
        public CelType type() {
            return MapType.create(SimpleType.STRING, item.type());
        }

        @Override
        public Object of(JsonNode json) {
            if (json.isObject()) {
                return new FieldView(_ -> item, json);
            }
            throw not("object");
        }
    }

    /**
     * A declared type.
     *
     * @param name its name
     * @param known all declared types, by name; complete once all are read, since types may name each other
     */
    record Declared(String name, Map<String, Map<String, Value>> known) implements Value {
        @Override
        public CelType type() {
            return StructTypeReference.create(name);
        }

        @Override
        public Object of(JsonNode json) {
            if (json.isObject()) {
                return new FieldView(known.getOrDefault(name, Map.of())::get, json);
            }
            throw not(name);
        }
    }
}

package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declares plain classes as the engine declares generated ones, and speaks to codecs in text. */
final class Declared {
    private Declared() {}

    /** All fields of a class: those of primitive types are required, and so are those named. */
    static DeclaredType type(Class<?> type, Map<String, String> formats, String... required) {
        List<DeclaredField> fields = new ArrayList<>();
        collect(type, formats, Set.of(required), fields);
        return new DeclaredType(type.getSimpleName(), type, "sample/types.drl", 3, fields);
    }

    static DeclaredType type(Class<?> type, String... required) {
        return type(type, new HashMap<>(), required);
    }

    private static void collect(
            Class<?> type, Map<String, String> formats, Set<String> required, List<DeclaredField> fields) {
        if (type == Object.class || type.isEnum()) {
            return;
        }
        collect(type.getSuperclass(), formats, required, fields);
        for (Field field : type.getDeclaredFields()) {
            if (!field.isSynthetic() && !Modifier.isStatic(field.getModifiers())) {
                String name = field.getName();
                boolean needed = required.contains(name) || field.getType().isPrimitive();
                Optional<String> format = Optional.ofNullable(formats.get(name));
                fields.add(new DeclaredField(name, needed, format, 4 + fields.size(), 5));
            }
        }
    }

    static ReadFacts read(FactCodec codec, String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        return codec.read(json, 0, json.length);
    }

    static String outcome(FactCodec codec, List<?> facts) {
        Utf8Sink sink = new Utf8Sink();
        codec.writeOutcome(facts, sink);
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }
}

package dev.understudy.review.difference;

import dev.understudy.engine.drl.Token;
import dev.understudy.engine.drl.Tokens;
import dev.understudy.engine.outline.TypeOutline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one side of a contract looks like as JSON: the types that it reaches, each with all its fields. */
final class FactShape {
    private final Map<String, TypeOutline> types = new HashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();

    /** @param roots names in {@code facts.in} or {@code facts.out} */
    FactShape(List<TypeOutline> all, List<String> roots) {
        all.forEach(type -> types.putIfAbsent(type.name(), type));
        Deque<String> waiting = new ArrayDeque<>(roots);
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (types.containsKey(name) && reached.add(name)) {
                fields(name).values().forEach(field -> waiting.addAll(typesIn(field.type())));
            }
        }
    }

    private List<String> typesIn(String type) {
        return Tokens.of(type).stream()
                .map(Token::text)
                .filter(types::containsKey)
                .toList();
    }

    /** Names of the types within reach. */
    Set<String> reached() {
        return reached;
    }

    /** A type within reach; the name of no other. */
    TypeOutline type(String name) {
        TypeOutline type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no type " + name + ".");
        }
        return type;
    }

    /** The fields of a type by name, those that it inherits first. */
    Map<String, TypeOutline.Field> fields(String name) {
        Deque<TypeOutline> line = new ArrayDeque<>();
        for (TypeOutline at = types.get(name); at != null && !line.contains(at); at = types.get(at.parent())) {
            line.push(at);
        }
        Map<String, TypeOutline.Field> fields = new LinkedHashMap<>();
        line.forEach(type -> type.fields().forEach(field -> fields.put(field.name(), field)));
        return fields;
    }
}

package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object in JSON, of which a field is looked at when it is asked for. What is null is not there. */
final class FieldView extends AbstractMap<String, Object> {
    private static final int MOST = 1_000;

    private final Function<String, @Nullable Value> fields;
    private final JsonNode json;

    FieldView(Function<String, @Nullable Value> fields, JsonNode json) {
        this.fields = fields;
        this.json = json;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        JsonNode at = key instanceof String name ? json.get(name) : null;
        Value value = at == null || at.isNull() ? null : fields.apply((String) key);
        return at == null || value == null ? null : value.of(at);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && json.hasNonNull(name) && fields.apply(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        if (json.size() > MOST) {
            throw new IllegalStateException("A condition goes through at most " + MOST + " fields.");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            Object value = get(each.getKey());
            if (value != null) {
                all.put(each.getKey(), value);
            }
        }
        return all.entrySet();
    }
}

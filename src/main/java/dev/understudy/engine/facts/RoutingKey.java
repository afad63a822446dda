package dev.understudy.engine.facts;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The value that a ruleset's {@code routingKey} points to: who stays on one side of a rollout. */
final class RoutingKey {
    private static final RoutingKey NONE = new RoutingKey(null, 0, new String[0]);

    private final @Nullable Class<?> type;
    private final int index;
    private final String[] path;

    private RoutingKey(@Nullable Class<?> type, int index, String[] path) {
        this.type = type;
        this.index = index;
        this.path = path;
    }

    static RoutingKey none() {
        return NONE;
    }

    /** @param pointer a JSON pointer such as {@code /Flight/0/passengerId}, checked when the manifest was read */
    static RoutingKey of(String pointer, CodecTable table) {
        String[] steps = pointer.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
        }
        ObjectCodec codec = table.named(steps[0]);
        String[] path = new String[steps.length - 2];
        System.arraycopy(steps, 2, path, 0, path.length);
        return new RoutingKey(codec.type().javaClass(), Integer.parseInt(steps[1]), path);
    }

    /** Its value as text; null when these facts have none, or none that is a single value. */
    @Nullable
    String in(List<Object> facts, CodecTable table) {
        if (type == null) {
            return null;
        }
        int left = index;
        for (Object fact : facts) {
            if (fact.getClass() == type && left-- == 0) {
                return value(fact, table);
            }
        }
        return null;
    }

    private @Nullable String value(Object fact, CodecTable table) {
        Object at = fact;
        for (String step : path) {
            ObjectCodec codec = table.ofObject(at.getClass());
            at = codec == null ? null : codec.get(at, step);
            if (at == null) {
                return null;
            }
        }
        // Nothing that rules wrote runs here: an enum's own toString say.
        return switch (at) {
            case Enum<?> constant -> constant.name();
            case String _, Number _, Boolean _, Character _, UUID _, Temporal _ -> at.toString();
            default -> null;
        };
    }
}

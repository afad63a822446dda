package dev.understudy.sandbox;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes where hashing, comparing or printing a container of Java's would go, and takes a step for each element: lists
 * within lists can have more elements than there is time. What rules' own classes do takes steps by itself.
 */
final class Walk {
    private static final int MOST_DEPTH = 64;

    private Walk() {}

    /** Takes the steps; gives how many. */
    static long of(@Nullable Object object) {
        if (object instanceof String text) {
            Cost.scan(text.length());
            return text.length() >> 8;
        }
        return object != null && isContainer(object) ? into(object, 0) : 0;
    }

    /** Whether Java's own code would go through its elements. */
    static boolean isContainer(Object object) {
        if (object instanceof Number || object instanceof Enum<?>) {
            return false;
        }
        Class<?> type = object.getClass();
        return type.getClassLoader() == null
                && (object instanceof Collection<?>
                        || object instanceof Map<?, ?>
                        || object instanceof Map.Entry<?, ?>
                        || object instanceof Optional<?>
                        || type.isArray());
    }

    static void checkDepth(int depth) {
        if (depth > MOST_DEPTH) {
            throw new IllegalStateException(
                    "Collections are inside one another, more than " + MOST_DEPTH + " deep; does one contain itself?");
        }
    }

    private static long into(@Nullable Object object, int depth) {
        Meter.step();
        if (object == null || object instanceof String || !isContainer(object)) {
            return 1 + (object instanceof String text ? of(text) : 0);
        }
        checkDepth(depth);
        long steps = 1;
        switch (object) {
            case Collection<?> elements -> {
                for (Object element : elements) {
                    steps += into(element, depth + 1);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    steps += into(entry.getKey(), depth + 1) + into(entry.getValue(), depth + 1);
                }
            }
            case Map.Entry<?, ?> entry -> steps += into(entry.getKey(), depth + 1) + into(entry.getValue(), depth + 1);
            case Optional<?> optional -> steps += into(optional.orElse(null), depth + 1);
            case Object[] elements -> {
                for (Object element : elements) {
                    steps += into(element, depth + 1);
                }
            }
            default -> {
                int length = Array.getLength(object);
                Cost.linear(length);
                steps += length >> 4;
            }
        }
        return steps;
    }
}

package dev.understudy.sandbox;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to find a key by its hash. Java goes through all keys of the same hash, one by one, unless they compare
 * with one another; somebody may have chosen them so. The rules' own {@code equals} counts itself.
 */
final class Keys {
    /** So many comparisons within Java are a step. */
    private static final int PER_STEP = 6;

    private static final int FEW = 64;

    private static final ClassValue<Boolean> COLLIDES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return mayCollide(type);
        }
    };

    private Keys() {}

    static void lookUp(Map<?, ?> map, @Nullable Object key) {
        if (map instanceof SortedMap<?, ?>) {
            Walk.of(key);
        } else {
            lookUp(map.size(), key);
        }
    }

    static void lookUp(Collection<?> set, @Nullable Object key) {
        if (set instanceof SortedSet<?>) {
            Walk.of(key);
        } else {
            lookUp(set.size(), key);
        }
    }

    /** Takes the steps to find a key among so many. */
    static void lookUp(long size, @Nullable Object key) {
        long each = Walk.of(key);
        if (size >= FEW && collides(key)) {
            Cost.steps(Cost.times(size, each + 1) >> PER_STEP);
        }
    }

    /** Takes the steps to put all of these into one set or map. */
    static void all(Collection<?> keys) {
        long steps = Walk.of(keys);
        int size = keys.size();
        if (size < FEW) {
            return;
        }
        for (Object each : keys) {
            if (collides(each)) {
                Cost.steps(Cost.times(size, Math.max(size, steps)) >> (PER_STEP + 1));
                return;
            }
        }
    }

    static boolean collides(@Nullable Object key) {
        return key != null && !(key instanceof String) && COLLIDES.get(key.getClass());
    }

    private static boolean mayCollide(Class<?> type) {
        if (type.isEnum() || type.isArray() || Enum.class.isAssignableFrom(type) || !Hash.declares(type, "hashCode")) {
            return false;
        }
        if (type.getClassLoader() != null) {
            return comparesByAddress(type);
        }
        // Of all dates there are, at most 2,048 have the same hash.
        return type != LocalDate.class && !comparesWithItself(type);
    }

    private static boolean comparesByAddress(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every object has equals.", e);
        }
    }

    /** What HashMap asks before it orders keys of one hash. */
    private static boolean comparesWithItself(Class<?> type) {
        for (Type each : type.getGenericInterfaces()) {
            if (each instanceof ParameterizedType parameterized
                    && parameterized.getRawType() == Comparable.class
                    && parameterized.getActualTypeArguments()[0] == type) {
                return true;
            }
        }
        return false;
    }

    /** Takes the steps to put all of these into another map. */
    static void all(Map<?, ?> entries) {
        Walk.of(entries);
        all(entries.keySet());
    }

    /** Counts the keys of a set or map within Java, as far as their number matters. */
    static final class Seen {
        private long keys;

        void look(@Nullable Object key) {
            lookUp(keys, key);
            if (collides(key)) {
                keys++;
            }
        }
    }
}

package dev.understudy.sandbox;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * Sets and maps that don't change. Java's own are in another order in each run; these keep the order in which they were
 * given. Null and duplicates are refused as there.
 */
@NullUnmarked
@SuppressWarnings("checkstyle:ParameterNumber")
public final class GuardConstants {
    private GuardConstants() {}

    private static <E> Set<E> set(Object... elements) {
        Set<E> set = new LinkedHashSet<>();
        for (Object each : elements) {
            Keys.lookUp(set, Objects.requireNonNull(each));
            if (!set.add(cast(each))) {
                throw new IllegalArgumentException("duplicate element: " + Text.of(each));
            }
        }
        return Collections.unmodifiableSet(set);
    }

    static <K, V> Map<K, V> map(Object... keysAndValues) {
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            K key = cast(Objects.requireNonNull(keysAndValues[i]));
            V value = cast(Objects.requireNonNull(keysAndValues[i + 1]));
            Keys.lookUp(map, key);
            if (map.put(key, value) != null) {
                throw new IllegalArgumentException("duplicate key: " + Text.of(key));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T cast(Object object) {
        return (T) object;
    }

    @StandsFor(Set.class)
    public static <E> Set<E> copyOf(Collection<? extends E> elements) {
        Keys.all(elements);
        Cost.entries(elements.size());
        Set<E> copy = new LinkedHashSet<>(elements);
        copy.forEach(Objects::requireNonNull);
        return Collections.unmodifiableSet(copy);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> entries) {
        Keys.all(entries);
        Cost.entries(entries.size());
        Map<K, V> copy = new LinkedHashMap<>(entries);
        copy.forEach((key, value) -> {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
        });
        return Collections.unmodifiableMap(copy);
    }

    @StandsFor(Map.class)
    @SafeVarargs
    public static <K, V> Map<K, V> ofEntries(Map.Entry<? extends K, ? extends V>... entries) {
        Cost.entries(entries.length);
        Object[] all = new Object[entries.length * 2];
        for (int i = 0; i < entries.length; i++) {
            all[2 * i] = entries[i].getKey();
            all[2 * i + 1] = entries[i].getValue();
        }
        return map(all);
    }

    @StandsFor(Set.class)
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E> Set<E> of(E... elements) {
        Cost.entries(elements.length);
        return set((Object[]) elements);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of() {
        return set();
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1) {
        return set((Object) e1);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2) {
        return set(e1, e2);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3) {
        return set(e1, e2, e3);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4) {
        return set(e1, e2, e3, e4);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5) {
        return set(e1, e2, e3, e4, e5);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6) {
        return set(e1, e2, e3, e4, e5, e6);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7) {
        return set(e1, e2, e3, e4, e5, e6, e7);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8) {
        return set(e1, e2, e3, e4, e5, e6, e7, e8);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9) {
        return set(e1, e2, e3, e4, e5, e6, e7, e8, e9);
    }

    @StandsFor(Set.class)
    public static <E> Set<E> of(E e1, E e2, E e3, E e4, E e5, E e6, E e7, E e8, E e9, E e10) {
        return set(e1, e2, e3, e4, e5, e6, e7, e8, e9, e10);
    }
}

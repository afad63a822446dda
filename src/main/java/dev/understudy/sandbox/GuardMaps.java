package dev.understudy.sandbox;

import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** What each map can do. */
@NullUnmarked
public final class GuardMaps {
    private GuardMaps() {}

    private static <M extends Map<?, ?>> M read(M self) {
        Cost.linear(self.size());
        return self;
    }

    @StandsFor(Map.class)
    public static int size(Map<?, ?> self) {
        return Cost.counted(self, self.size());
    }

    @StandsFor(Map.class)
    public static <V> V get(Map<?, V> self, Object key) {
        Keys.lookUp(self, key);
        return self.get(key);
    }

    @StandsFor(Map.class)
    public static <V> V getOrDefault(Map<?, V> self, Object key, V otherwise) {
        Keys.lookUp(self, key);
        return self.getOrDefault(key, otherwise);
    }

    @StandsFor(Map.class)
    public static boolean containsKey(Map<?, ?> self, Object key) {
        Keys.lookUp(self, key);
        return self.containsKey(key);
    }

    @StandsFor(Map.class)
    public static boolean containsValue(Map<?, ?> self, Object value) {
        Cost.linear(Cost.times(self.size(), Walk.of(value) + 1));
        return self.containsValue(value);
    }

    @StandsFor(Map.class)
    public static <K, V> V put(Map<K, V> self, K key, V value) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.put(key, value);
    }

    @StandsFor(Map.class)
    public static <K, V> V putIfAbsent(Map<K, V> self, K key, V value) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.putIfAbsent(key, value);
    }

    @StandsFor(Map.class)
    public static <K, V> void putAll(Map<K, V> self, Map<? extends K, ? extends V> others) {
        Keys.all(others);
        Cost.entries((long) self.size() + others.size());
        self.putAll(others);
    }

    @StandsFor(Map.class)
    public static <V> V remove(Map<?, V> self, Object key) {
        Keys.lookUp(self, key);
        return self.remove(key);
    }

    @StandsFor(Map.class)
    public static boolean remove(Map<?, ?> self, Object key, Object value) {
        Keys.lookUp(self, key);
        Walk.of(value);
        return self.remove(key, value);
    }

    @StandsFor(Map.class)
    public static <K, V> V replace(Map<K, V> self, K key, V value) {
        Keys.lookUp(self, key);
        return self.replace(key, value);
    }

    @StandsFor(Map.class)
    public static <K, V> boolean replace(Map<K, V> self, K key, V before, V after) {
        Keys.lookUp(self, key);
        Walk.of(before);
        return self.replace(key, before, after);
    }

    @StandsFor(Map.class)
    public static <K, V> void replaceAll(Map<K, V> self, BiFunction<? super K, ? super V, ? extends V> change) {
        read(self).replaceAll(change);
    }

    @StandsFor(Map.class)
    public static <K, V> void forEach(Map<K, V> self, BiConsumer<? super K, ? super V> each) {
        read(self).forEach(each);
    }

    @StandsFor(Map.class)
    public static <K, V> V compute(Map<K, V> self, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.compute(key, change);
    }

    @StandsFor(Map.class)
    public static <K, V> V computeIfAbsent(Map<K, V> self, K key, Function<? super K, ? extends V> value) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.computeIfAbsent(key, value);
    }

    @StandsFor(Map.class)
    public static <K, V> V computeIfPresent(
            Map<K, V> self, K key, BiFunction<? super K, ? super V, ? extends V> change) {
        Keys.lookUp(self, key);
        return self.computeIfPresent(key, change);
    }

    @StandsFor(Map.class)
    public static <K, V> V merge(Map<K, V> self, K key, V value, BiFunction<? super V, ? super V, ? extends V> change) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.merge(key, value, change);
    }

    @StandsFor(Map.class)
    public static void clear(Map<?, ?> self) {
        read(self).clear();
    }

    @StandsFor(SequencedMap.class)
    public static <K, V> V putFirst(SequencedMap<K, V> self, K key, V value) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.putFirst(key, value);
    }

    @StandsFor(SequencedMap.class)
    public static <K, V> V putLast(SequencedMap<K, V> self, K key, V value) {
        Keys.lookUp(self, key);
        Cost.growth(self.size());
        return self.putLast(key, value);
    }
}

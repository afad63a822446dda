package dev.understudy.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/** What collects a stream into a text, a set or a map; sets and maps keep the order of the stream. */
@NullUnmarked
public final class GuardCollectors {
    private GuardCollectors() {}

    private static <T, K> Function<T, K> walked(Function<? super T, ? extends K> key) {
        Keys.Seen seen = new Keys.Seen();
        return element -> {
            K made = key.apply(element);
            seen.look(made);
            return made;
        };
    }

    @StandsFor(Collectors.class)
    public static Collector<CharSequence, ?, String> joining() {
        return joining("", "", "");
    }

    @StandsFor(Collectors.class)
    public static Collector<CharSequence, ?, String> joining(CharSequence delimiter) {
        return joining(delimiter, "", "");
    }

    @StandsFor(Collectors.class)
    public static Collector<CharSequence, ?, String> joining(
            CharSequence delimiter, CharSequence prefix, CharSequence suffix) {
        return Collector.of(
                () -> new StringJoiner(delimiter, prefix, suffix),
                (joiner, text) -> GuardBuilders.add(joiner, text),
                StringJoiner::merge,
                Text::of);
    }

    @StandsFor(Collectors.class)
    public static <T> Collector<T, ?, Set<T>> toSet() {
        return Collectors.mapping(walked(Function.<T>identity()), Collectors.toCollection(LinkedHashSet::new));
    }

    @StandsFor(Collectors.class)
    public static <T> Collector<T, ?, Set<T>> toUnmodifiableSet() {
        return Collectors.collectingAndThen(
                Collectors.mapping(Objects::<T>requireNonNull, GuardCollectors.<T>toSet()),
                Collections::unmodifiableSet);
    }

    @StandsFor(Collectors.class)
    public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value) {
        return Collector.of(
                LinkedHashMap::new,
                (map, element) -> put(map, key.apply(element), value.apply(element)),
                (first, second) -> {
                    second.forEach((k, v) -> put(first, k, v));
                    return first;
                });
    }

    private static <K, U> void put(Map<K, U> map, K key, U value) {
        Keys.lookUp(map, key);
        Cost.growth(map.size());
        U before = map.putIfAbsent(key, Objects.requireNonNull(value));
        if (before != null) {
            throw new IllegalStateException("Duplicate key " + Text.of(key) + " (attempted merging values "
                    + Text.of(before) + " and " + Text.of(value) + ")");
        }
    }

    @StandsFor(Collectors.class)
    public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge) {
        return Collectors.toMap(walked(key), value, merge, LinkedHashMap::new);
    }

    @StandsFor(Collectors.class)
    public static <T, K, U, M extends Map<K, U>> Collector<T, ?, M> toMap(
            Function<? super T, ? extends K> key,
            Function<? super T, ? extends U> value,
            BinaryOperator<U> merge,
            Supplier<M> map) {
        return Collectors.toMap(walked(key), value, merge, map);
    }

    @StandsFor(Collectors.class)
    public static <T, K, U> Collector<T, ?, Map<K, U>> toUnmodifiableMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value) {
        return Collectors.collectingAndThen(
                GuardCollectors.<T, K, U>toMap(key.andThen(Objects::requireNonNull), value),
                Collections::unmodifiableMap);
    }

    @StandsFor(Collectors.class)
    public static <T, K, U> Collector<T, ?, Map<K, U>> toUnmodifiableMap(
            Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge) {
        return Collectors.collectingAndThen(
                GuardCollectors.<T, K, U>toMap(key.andThen(Objects::requireNonNull), value, merge),
                Collections::unmodifiableMap);
    }

    @StandsFor(Collectors.class)
    public static <T, K> Collector<T, ?, Map<K, List<T>>> groupingBy(Function<? super T, ? extends K> key) {
        return groupingBy(key, Collectors.toList());
    }

    @StandsFor(Collectors.class)
    public static <T, K, A, D> Collector<T, ?, Map<K, D>> groupingBy(
            Function<? super T, ? extends K> key, Collector<? super T, A, D> downstream) {
        return groupingBy(key, LinkedHashMap::new, downstream);
    }

    @StandsFor(Collectors.class)
    public static <T, K, D, A, M extends Map<K, D>> Collector<T, ?, M> groupingBy(
            Function<? super T, ? extends K> key, Supplier<M> map, Collector<? super T, A, D> downstream) {
        return Collectors.groupingBy(walked(key), map, downstream);
    }
}

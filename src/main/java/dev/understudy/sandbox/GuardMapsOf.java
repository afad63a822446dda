package dev.understudy.sandbox;

import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** {@code Map.of} for each number of entries, in the order in which they were given. */
@NullUnmarked
@SuppressWarnings("checkstyle:ParameterNumber")
public final class GuardMapsOf {
    private GuardMapsOf() {}

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of() {
        return GuardConstants.map();
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1) {
        return GuardConstants.map(k1, v1);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2) {
        return GuardConstants.map(k1, v1, k2, v2);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7, K k8, V v8) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9);
    }

    @StandsFor(Map.class)
    public static <K, V> Map<K, V> of(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9,
            K k10,
            V v10) {
        return GuardConstants.map(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9, k10, v10);
    }
}

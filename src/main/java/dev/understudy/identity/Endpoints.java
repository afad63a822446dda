package dev.understudy.identity;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Every endpoint that is served, with what it needs. Thread-safe. */
@Singleton
public final class Endpoints {
    private static final Comparator<Endpoint> BY_PLACE =
            Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method);

    private final SortedSet<Endpoint> all = new ConcurrentSkipListSet<>(BY_PLACE);

    /**
     * One of them.
     *
     * @param method of HTTP
     * @param path as the resource has it: {@code /api/v1/rollouts/{id}}
     * @param resource the class that serves it
     * @param rights what everybody needs who calls
     * @param further what is needed besides, where the content decides
     * @param open whether anybody may call
     */
    public record Endpoint(
            String method,
            String path,
            Class<?> resource,
            List<Right> rights,
            List<Needs.Further> further,
            boolean open) {
        /** {@code GET /api/v1/rollouts/{id}}. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    void add(Endpoint endpoint) {
        all.add(endpoint);
    }

    /** All of them, by path. */
    public Collection<Endpoint> all() {
        return Collections.unmodifiableSortedSet(all);
    }
}

package dev.understudy.engine.build;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Pieces that some live ruleset holds, by key, so that the next ruleset with the same content holds the same one. Holds
 * nothing by itself: when the last class of a piece goes, so does the piece, and not before.
 *
 * @param <T> the kind of piece
 */
final class PieceCache<T> {
    private final ConcurrentMap<String, WeakReference<T>> pieces = new ConcurrentHashMap<>();
    private final Function<T, RuleClassLoader> loader;

    /** @param loader the loader of a piece's classes */
    PieceCache(Function<T, RuleClassLoader> loader) {
        this.loader = loader;
    }

    Optional<T> find(String key) {
        WeakReference<T> reference = pieces.get(key);
        return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
    }

    /** Keeps {@code piece}, unless another thread was first; returns the one that is kept. */
    T keep(String key, T piece) {
        loader.apply(piece).hold(piece);
        WeakReference<T> mine = new WeakReference<>(piece);
        while (true) {
            WeakReference<T> there = pieces.putIfAbsent(key, mine);
            T held = there == null ? piece : there.get();
            if (held != null) {
                return held;
            }
            pieces.remove(key, there);
        }
    }

    /** Forgets the keys of pieces that are gone. */
    void sweep() {
        pieces.values().removeIf(reference -> reference.get() == null);
    }

    /** How many pieces are alive. */
    int size() {
        sweep();
        return pieces.size();
    }
}

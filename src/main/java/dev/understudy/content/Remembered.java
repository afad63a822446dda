package dev.understudy.content;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was made lately; what was not asked for the longest goes first. For one thread, or under one lock: reading
 * changes the order.
 *
 * @param <K> what it was made of
 * @param <V> what was made
 */
public final class Remembered<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most how many are kept */
    public Remembered(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}

package dev.understudy.engine.facts;

import java.util.Arrays;

/** Parts of a text that follow one another, collected as they are met. */
final class Ranges {
    static final int[] NONE = {};

    private int[] bounds = NONE;
    private int size;

    /** Adds one, which swallows those within it. */
    void add(int start, int end) {
        while (size > 0 && bounds[size - 2] >= start) {
            size -= 2;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size + 8);
        }
        bounds[size++] = start;
        bounds[size++] = end;
    }

    /** Where each begins, and the place behind its end, in turn. */
    int[] toArray() {
        return size == 0 ? NONE : Arrays.copyOf(bounds, size);
    }
}

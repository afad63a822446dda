package dev.understudy.engine.drl;

import java.util.Arrays;

/** Where the lines of a text start: a file with ten thousand faults is asked for ten thousand places. */
public final class Lines {
    private final int[] starts;

    private Lines(int[] starts) {
        this.starts = starts;
    }

    static Lines of(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = i + 1;
        }
        return new Lines(Arrays.copyOf(starts, count));
    }

    /** The line of a character, counted from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Where a line starts; lines are counted from 1. */
    int start(int line) {
        return starts[line - 1];
    }
}

package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Members of a set or map without a lasting order, written in the order of their bytes: equal outcomes then are equal
 * bytes, whatever hash codes a run of the JVM gives.
 */
final class Unordered {
    private final Utf8Sink sink;
    private final List<Part> parts = new ArrayList<>();
    private final int start;
    private int from;

    private record Part(int from, int to) {}

    Unordered(Utf8Sink sink) {
        this.sink = sink;
        start = sink.size();
        from = start;
    }

    /** A member has just been written, with its comma. */
    void endMember() {
        parts.add(new Part(from - start, sink.size() - start));
        from = sink.size();
    }

    /** Puts what was written into order. */
    void sort() {
        byte[] written = Arrays.copyOfRange(sink.array(), start, sink.size());
        parts.sort((a, b) -> Arrays.compareUnsigned(written, a.from(), a.to(), written, b.from(), b.to()));
        sink.truncate(start);
        for (Part part : parts) {
            sink.raw(written, part.from(), part.to() - part.from());
        }
    }
}

package dev.understudy.decision;

import dev.understudy.json.Utf8Sink;

/**
 * Some whole lines of a batch, and their answers. One thread at a time has it. It is used again: buffers of this size
 * live long enough to be moved to the old generation, which would grow with each batch.
 */
final class BatchChunk {
    static final int BYTES = 64 << 10;

    /** Holds the lines. */
    byte[] lines = new byte[BYTES];
    /** How many bytes of it are lines. */
    int length;
    /** Of the last decision in the log, to be waited for before the answers leave. */
    long position;

    /** What those of its lines allocated that allocated much each. */
    long heavyBytes;

    /** The number of the first of them, counted from 1. */
    long firstLine;

    private final Utf8Sink answers = new Utf8Sink(BYTES);

    /** Where the answers are written; empty when the lines are new. */
    Utf8Sink answers() {
        return answers;
    }

    /** Whether it holds more than most batches need, and is better left to the garbage collector. */
    boolean oversized() {
        return lines.length > BYTES || answers.array().length > BYTES * 8;
    }
}

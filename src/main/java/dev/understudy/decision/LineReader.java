package dev.understudy.decision;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into chunks of whole lines, so that memory is bounded by the chunk and the longest line. */
final class LineReader {
    private static final int CHUNK_BYTES = 64 << 10;

    private final InputStream in;
    private final int longestLine;
    private byte[] pending = new byte[CHUNK_BYTES];
    private int held;
    private boolean ended;
    private long firstLine = 1;

    /**
     * @param in lines, ended by {@code \n}; the last may lack it
     * @param longestLine in bytes
     */
    LineReader(InputStream in, int longestLine) {
        this.in = in;
        this.longestLine = longestLine;
    }

    /**
     * Some whole lines.
     *
     * @param bytes holds them
     * @param length how many bytes of it
     * @param firstLine the number of the first of them, counted from 1
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Chunk(byte[] bytes, int length, long firstLine) {}

    /** A line that never seems to end. */
    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        LineTooLong(long line, int most) {
            super("Line " + line + " has more than " + most + " bytes.");
        }
    }

    /** The next lines, or null at the end. */
    @Nullable
    Chunk next() throws IOException {
        while (true) {
            int end = lastLineEnd();
            if (end > 0) {
                return take(end);
            }
            if (ended) {
                return held == 0 ? null : take(held);
            }
            if (held > longestLine) {
                throw new LineTooLong(firstLine, longestLine);
            }
            if (held == pending.length) {
                pending = Arrays.copyOf(pending, pending.length * 2);
            }
            int read = in.read(pending, held, pending.length - held);
            if (read < 0) {
                ended = true;
            } else {
                held += read;
            }
        }
    }

    private int lastLineEnd() {
        for (int i = held - 1; i >= 0; i--) {
            if (pending[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private Chunk take(int end) {
        Chunk chunk = new Chunk(pending, end, firstLine);
        for (int i = 0; i < end; i++) {
            if (pending[i] == '\n') {
                firstLine++;
            }
        }
        byte[] rest = new byte[Math.max(CHUNK_BYTES, held - end)];
        System.arraycopy(pending, end, rest, 0, held - end);
        held -= end;
        pending = rest;
        return chunk;
    }
}

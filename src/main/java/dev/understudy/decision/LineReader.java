package dev.understudy.decision;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into chunks of whole lines, so that memory is bounded by the chunk and the longest line. */
final class LineReader {
    private final InputStream in;
    private final int longestLine;
    private byte[] pending = new byte[BatchChunk.BYTES];
    private int held;
    /** Before this index there is no end of a line. */
    private int searched;

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

    /** A line that never seems to end. */
    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        LineTooLong(long line, int most) {
            super("Line " + line + " has more than " + most + " bytes.");
        }
    }

    /** Fills {@code chunk} with the next lines; false at the end. */
    boolean next(BatchChunk chunk) throws IOException {
        while (true) {
            int end = lastLineEnd();
            if (end > 0) {
                take(end, chunk);
                return true;
            }
            if (ended) {
                take(held, chunk);
                return chunk.length > 0;
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
        for (int i = held - 1; i >= searched; i--) {
            if (pending[i] == '\n') {
                return i + 1;
            }
        }
        searched = held;
        return 0;
    }

    /** Hands over the buffer, and goes on with the chunk's own. */
    private void take(int end, BatchChunk chunk) {
        byte[] next = chunk.lines;
        int rest = held - end;
        if (next.length < rest) {
            next = new byte[pending.length];
        }
        System.arraycopy(pending, end, next, 0, rest);
        chunk.lines = pending;
        chunk.length = end;
        chunk.firstLine = firstLine;
        chunk.answers().reset();
        firstLine += Newlines.count(pending, 0, end);
        pending = next;
        held = rest;
        searched = 0;
    }
}

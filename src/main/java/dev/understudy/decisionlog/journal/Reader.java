package dev.understudy.decisionlog.journal;

import java.util.ArrayList;
import java.util.List;

/** Reads whole records in order. Thread-safe, though made for one shipper. */
final class Reader {
    private final Chain chain;
    private long readTo;
    private boolean stopped;

    Reader(Chain chain) {
        this.chain = chain;
        this.readTo = chain.firstPosition();
    }

    synchronized JournalBatch read(long fromPosition, int maxBytes) {
        if (stopped) {
            throw new IllegalStateException("The journal is closed.");
        }
        Cursor cursor = new Cursor(Math.max(fromPosition, chain.firstPosition()), maxBytes);
        boolean more = true;
        while (more) {
            more = cursor.step();
        }
        readTo = Math.max(readTo, cursor.position());
        return new JournalBatch(cursor.records, cursor.position(), cursor.skipped);
    }

    /** Nobody may call a position shipped that nobody has read. */
    synchronized void check(long position) {
        if (position > readTo) {
            throw new IllegalArgumentException(
                    "The journal was read up to position " + readTo + ", so " + position + " was not shipped.");
        }
    }

    /** The mapping is about to go. */
    synchronized void stop() {
        stopped = true;
    }

    private final class Cursor {
        private final List<byte[]> records = new ArrayList<>();
        private Segment segment;
        private long offset;
        private long left;
        private long skipped;

        Cursor(long position, int maxBytes) {
            segment = chain.startingAt(position);
            offset = Math.max(Segment.FIRST, position - segment.base() + 7 & ~7L);
            left = maxBytes;
        }

        long position() {
            return segment.base() + offset;
        }

        /** Goes on by a frame; false when the batch is done. */
        boolean step() {
            if (offset >= segment.limit()) {
                return onward();
            }
            Frames frames = segment.frames();
            return switch (frames.at(offset, segment.limit())) {
                case UNWRITTEN -> false;
                case END -> onward();
                case PAD -> {
                    offset += frames.sizeAt(offset);
                    yield true;
                }
                case RECORD -> take(frames);
                case BROKEN -> skip(frames);
            };
        }

        private boolean take(Frames frames) {
            int length = frames.lengthAt(offset);
            if (!records.isEmpty() && length > left) {
                return false;
            }
            byte[] bytes = frames.copy(offset);
            if (!frames.matches(offset, bytes)) {
                return skip(frames);
            }
            records.add(bytes);
            left -= length;
            offset += frames.sizeAt(offset);
            return left > 0;
        }

        /** What was whole when it was written or recovered is not any more. */
        private boolean skip(Frames frames) {
            long next = frames.seek(offset + Long.BYTES, segment.limit());
            if (next < 0 && segment == chain.active()) {
                return false;
            }
            long end = next < 0 ? segment.limit() : next;
            skipped += end - offset;
            offset = end;
            return true;
        }

        private boolean onward() {
            Segment next = segment.next();
            if (next == null) {
                return false;
            }
            segment = next;
            offset = Segment.FIRST;
            return true;
        }
    }
}

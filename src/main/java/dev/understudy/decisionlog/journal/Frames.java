package dev.understudy.decisionlog.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frames of one segment. A frame starts at a multiple of 8: a word of a tag (high half) and a length (low half), a
 * check sum of 4 bytes, the record, zeros up to the next multiple of 8. The word is written last; while it is 0, there
 * is no frame.
 *
 * <p>Tag and check sum depend on the frame's position and on the segment's secret salt. What an earlier use of the file
 * left there, or what somebody sends to be recorded, is never taken for a frame.
 *
 * @param memory the segment's file from its first byte on
 * @param base the position of that byte
 * @param salt of this use of the file
 */
record Frames(MemorySegment memory, long base, long salt) {
    private static final int HEAD = 12;
    private static final int WORD_BYTES = 8;
    private static final int END_LENGTH = -1;
    private static final int SMALLEST = 16;
    private static final VarHandle WORD =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final ValueLayout.OfInt CHECK = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** What is at an offset. */
    enum Kind {
        /** Nothing yet. */
        UNWRITTEN,
        /** A record, finished. */
        RECORD,
        /** A stretch without a record. */
        PAD,
        /** The last word of a segment. */
        END,
        /** Nothing that was written at this place in this use of the file. */
        BROKEN
    }

    /** How many bytes a record's frame takes. */
    static long size(int length) {
        return (HEAD + (long) length + 7) & ~7L;
    }

    /** How many bytes a record has at most whose frame takes so many, which is a multiple of 8. */
    static long largest(long size) {
        return size - HEAD;
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Writes a record with its check sum; the word comes last, and makes it whole for every reader. */
    void write(long offset, byte[] bytes, int from, int length, int crc) {
        long mix = mix(offset);
        MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, offset + HEAD, length);
        memory.set(CHECK, offset + WORD_BYTES, crc ^ mask(mix, length));
        WORD.setRelease(memory, offset, word(mix, length));
    }

    /** Says that the segment ends here. */
    void end(long offset) {
        WORD.setRelease(memory, offset, word(mix(offset), END_LENGTH));
    }

    /** Says that there is no record on the next so many bytes, a multiple of 8. */
    void pad(long offset, long size) {
        WORD.setRelease(memory, offset, padWord(offset, size));
    }

    /** The word of a stretch without a record. */
    long padWord(long offset, long size) {
        return word(mix(offset), (int) -size);
    }

    /** What is at an offset, by its word alone; a frame never goes beyond the limit. */
    Kind at(long offset, long limit) {
        if (limit - offset < WORD_BYTES) {
            return Kind.BROKEN;
        }
        long word = (long) WORD.getAcquire(memory, offset);
        if (word == 0) {
            return Kind.UNWRITTEN;
        }
        int length = (int) word;
        if (word != word(mix(offset), length)) {
            return Kind.BROKEN;
        }
        if (length == END_LENGTH) {
            return Kind.END;
        }
        long size = sizeOf(length);
        if (size < SMALLEST || size % WORD_BYTES != 0 || size > limit - offset) {
            return Kind.BROKEN;
        }
        return length < 0 ? Kind.PAD : Kind.RECORD;
    }

    /** How many bytes the record or pad takes that is there. */
    long sizeAt(long offset) {
        return sizeOf(lengthAt(offset));
    }

    /** How long the record is that is there. */
    int lengthAt(long offset) {
        return (int) (long) WORD.getAcquire(memory, offset);
    }

    /** The record that is there. */
    byte[] copy(long offset) {
        byte[] bytes = new byte[lengthAt(offset)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + HEAD, bytes, 0, bytes.length);
        return bytes;
    }

    /** Whether these are the bytes that were written there. */
    boolean matches(long offset, byte[] bytes) {
        return memory.get(CHECK, offset + WORD_BYTES)
                == (crc(bytes, 0, bytes.length) ^ mask(mix(offset), bytes.length));
    }

    /** The first whole record or end at or behind an offset, that is a multiple of 8; -1 when there is none. */
    long seek(long from, long limit) {
        for (long offset = from; limit - offset >= WORD_BYTES; offset += WORD_BYTES) {
            Kind kind = at(offset, limit);
            if (kind == Kind.END || kind == Kind.RECORD && matches(offset, copy(offset))) {
                return offset;
            }
        }
        return -1;
    }

    private static long sizeOf(int length) {
        return length < 0 ? -(long) length : size(length);
    }

    private static long word(long mix, int length) {
        // The lowest bit of the tag is always set, so that no word is 0.
        return (mix | 1L << 32) & 0xffffffff_00000000L | length & 0xffffffffL;
    }

    private static int mask(long mix, int length) {
        return (int) mix ^ length * 0x9e3779b1;
    }

    /** The finalizer of SplitMix64. */
    private long mix(long offset) {
        long z = salt + base + offset;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

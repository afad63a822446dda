package dev.understudy.decisionlog.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The start of a segment's file: 64 bytes, twice. Magic, format and check sum keep their places in every format, so
 * that another version can always be told from damage.
 *
 * @param format what it was written as
 * @param base the position of the file's first byte
 * @param capacity how many positions the segment takes, in bytes
 * @param salt random, new at each use of the file
 */
record SegmentHeader(int format, long base, long capacity, long salt) {
    /** What this version writes and reads. */
    static final int FORMAT = 1;

    /** Where the first frame starts. */
    static final int BYTES = 128;

    private static final int COPY = 64;
    private static final int CHECK = 60;
    // "UNDJRNL\n"
    private static final long MAGIC = 0x0a4c4e524a444e55L;

    void write(MemorySegment memory) {
        byte[] bytes = bytes();
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    /** The header that is there; null when both copies are damaged. */
    static @Nullable SegmentHeader read(MemorySegment memory) {
        if (memory.byteSize() < BYTES) {
            return null;
        }
        SegmentHeader first = read(memory, 0);
        return first == null ? read(memory, COPY) : first;
    }

    /** Whether both copies are there as they were written. */
    boolean isWhole(MemorySegment memory) {
        return Arrays.equals(bytes(), memory.asSlice(0, BYTES).toArray(ValueLayout.JAVA_BYTE));
    }

    private static @Nullable SegmentHeader read(MemorySegment memory, long offset) {
        byte[] bytes = memory.asSlice(offset, COPY).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(CHECK) != Frames.crc(bytes, 0, CHECK) || buffer.getLong() != MAGIC) {
            return null;
        }
        int format = buffer.getInt();
        return new SegmentHeader(format, buffer.getLong(16), buffer.getLong(24), buffer.getLong(32));
    }

    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(MAGIC).putInt(format).putInt(0);
        buffer.putLong(base).putLong(capacity).putLong(salt);
        buffer.putInt(CHECK, Frames.crc(buffer.array(), 0, CHECK));
        System.arraycopy(buffer.array(), 0, buffer.array(), COPY, COPY);
        return buffer.array();
    }
}

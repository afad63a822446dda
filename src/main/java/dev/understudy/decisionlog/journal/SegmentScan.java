package dev.understudy.decisionlog.journal;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What is whole in the file of an earlier process.
 *
 * @param records how many there are
 * @param end behind the last of them
 * @param tornBytes how many bytes behind it hold something all the same
 * @param gaps what is no record amid others
 */
record SegmentScan(long records, long end, long tornBytes, List<Gap> gaps) {
    /**
     * A stretch without a record.
     *
     * @param unfinished whether nothing says that there had been one
     */
    record Gap(long from, long to, boolean unfinished) {
        long bytes() {
            return to - from;
        }
    }

    /** Reads all frames between two offsets. */
    static SegmentScan of(Frames frames, long start, long limit) {
        List<Gap> gaps = new ArrayList<>();
        long records = 0;
        long offset = start;
        while (offset < limit) {
            Frames.Kind kind = frames.at(offset, limit);
            if (kind == Frames.Kind.RECORD && frames.matches(offset, frames.copy(offset))) {
                records++;
                offset += frames.sizeAt(offset);
            } else if (kind == Frames.Kind.PAD) {
                offset += frames.sizeAt(offset);
            } else if (kind == Frames.Kind.END) {
                return new SegmentScan(records, offset, 0, gaps);
            } else {
                long next = frames.seek(offset + Long.BYTES, limit);
                if (next < 0) {
                    return new SegmentScan(records, offset, written(frames, offset, limit), gaps);
                }
                gaps.add(new Gap(offset, next, kind == Frames.Kind.UNWRITTEN));
                offset = next;
            }
        }
        return new SegmentScan(records, offset, 0, gaps);
    }

    /** How many bytes there are up to the last that is not 0. */
    private static long written(Frames frames, long from, long limit) {
        long at = limit;
        while (at - from >= Long.BYTES
                && at % Long.BYTES == 0
                && frames.memory().get(ValueLayout.JAVA_LONG, at - 8) == 0) {
            at -= Long.BYTES;
        }
        while (at > from && frames.memory().get(ValueLayout.JAVA_BYTE, at - 1) == 0) {
            at--;
        }
        return at - from;
    }
}

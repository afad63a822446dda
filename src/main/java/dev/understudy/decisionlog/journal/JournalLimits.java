package dev.understudy.decisionlog.journal;

/**
 * How much a journal may keep.
 *
 * @param segmentBytes size of one file, in bytes; a multiple of 4096; it bounds the largest record too
 * @param maxBytes of all its files together, in bytes; room for two segments at least. Damaged files that were kept
 *     aside don't count.
 */
public record JournalLimits(int segmentBytes, long maxBytes) {
    private static final int PAGE = 4096;
    private static final int LARGEST_SEGMENT = 1 << 30;

    public JournalLimits {
        if (segmentBytes < PAGE || segmentBytes > LARGEST_SEGMENT || segmentBytes % PAGE != 0) {
            throw new IllegalArgumentException("A journal's segment is of " + segmentBytes
                    + " bytes; give a multiple of " + PAGE + ", up to " + LARGEST_SEGMENT + ".");
        }
        if (maxBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException("A journal of " + maxBytes + " bytes has no room for two segments of "
                    + segmentBytes + " bytes; raise its bound or take smaller segments.");
        }
    }
}

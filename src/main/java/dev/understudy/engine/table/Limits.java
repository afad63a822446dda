package dev.understudy.engine.table;

/** What a decision table may be at most, so that no push can fill the memory. */
final class Limits {
    /** Bytes of a file. */
    static final int MOST_BYTES = 10 << 20;

    /** Bytes of all parts of a spreadsheet together, unpacked. */
    static final int MOST_UNPACKED = 64 << 20;

    /** Parts of a spreadsheet. */
    static final int MOST_PARTS = 1_000;

    static final String TOO_LARGE = "A decision table has at most 20,000 rows and 500,000 cells. Split it.";

    private Limits() {}
}

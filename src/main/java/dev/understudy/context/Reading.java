package dev.understudy.context;

/** What came of reading a token. */
public sealed interface Reading {
    /** It is ours, and counts. */
    record Valid(JourneyContext context) implements Reading {}

    /**
     * It does not count.
     *
     * @param fault what kind of fault it is
     * @param sentence what is wrong, for whoever sent it
     */
    record Refused(Fault fault, String sentence) implements Reading {}

    /** Kinds of faults. */
    enum Fault {
        /** It can't be read. */
        MALFORMED,
        /** We did not sign it, or not for this installation. */
        UNTRUSTED,
        /** It was ours, or will be. */
        NOT_NOW
    }
}

package dev.understudy.decisionlog.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * What opening a journal found.
 *
 * @param records how many whole records wait to be shipped
 * @param bytesCut how many bytes were left out, all findings together
 * @param findings what was wrong, oldest file first; empty after an orderly end
 */
public record Recovery(long records, long bytesCut, List<Finding> findings) {
    public Recovery {
        findings = List.copyOf(findings);
    }

    /** What kind of thing was wrong. */
    public enum Kind {
        /** The end of the last file held no whole record: the process or the machine ended while it was written. */
        TORN_TAIL,
        /** One thread's record was not finished when the process ended, and another's behind it was. */
        INTERRUPTED,
        /** A part amid whole records is damaged; the file is kept aside as it was. */
        DAMAGED,
        /** Nothing of a file can be read; it is kept aside. */
        UNREADABLE,
        /** A file is missing between two others. */
        MISSING,
        /** What was shipped before is not known: all that is there will be shipped again. */
        SHIPPED_UNKNOWN
    }

    /**
     * One thing that was wrong.
     *
     * @param file where; after {@code DAMAGED} and {@code UNREADABLE} the one that is kept aside
     * @param bytes how many were left out
     * @param why a sentence for the operator
     */
    public record Finding(Kind kind, Path file, long bytes, String why) {}
}

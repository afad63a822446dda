package dev.understudy.decisionlog;

import java.io.Serial;

/** Bytes are no record, or one that this version of the service does not know. The message says why, without data. */
public final class UnreadableRecordException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String sentence) {
        super(sentence);
    }
}

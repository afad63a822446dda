package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.LoggedDecision;
import java.nio.ByteBuffer;

/**
 * A decision on its way into the table.
 *
 * @param day the partition that it belongs to
 * @param tuple its columns, as {@code copy} with {@code format binary} takes them
 * @param record as it came, to be kept aside if it is refused
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
record Row(KeptDay day, byte[] tuple, ByteBuffer record) {
    static Row of(LoggedDecision decision, ByteBuffer record) {
        return new Row(KeptDay.of(decision), BinaryTuple.of(decision), record);
    }
}

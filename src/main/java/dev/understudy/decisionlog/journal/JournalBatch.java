package dev.understudy.decisionlog.journal;

import java.util.List;

/**
 * Records as {@link Journal#read} found them, in order.
 *
 * @param records the bytes of each; empty when there is none yet
 * @param nextPosition where to read on, and what to tell {@link Journal#shipped} once these records are elsewhere
 * @param skippedBytes of what went bad on the disk after the journal was opened, and was left out; usually 0
 */
public record JournalBatch(List<byte[]> records, long nextPosition, long skippedBytes) {
    public JournalBatch {
        records = List.copyOf(records);
    }
}

package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.decisionlog.RecordCodec;
import dev.understudy.decisionlog.RecordSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** A journal in memory. */
final class WaitingRecords implements RecordSource {
    private final Deque<byte[]> records = new ArrayDeque<>();
    private int deafTo;
    private int reads;

    synchronized void add(LoggedDecision decision) {
        add(RecordCodec.encode(decision));
    }

    synchronized void add(byte[] record) {
        records.add(record);
    }

    synchronized void addAll(Collection<LoggedDecision> decisions) {
        decisions.forEach(this::add);
    }

    /** The next so many times it does not hear that a batch was shipped, as if the process had ended. */
    synchronized void endBeforeShipped(int times) {
        deafTo = times;
    }

    synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized Batch read(int maxBytes) {
        reads++;
        List<ByteBuffer> batch = new ArrayList<>();
        int bytes = 0;
        for (byte[] record : records) {
            if (!batch.isEmpty() && bytes + record.length > maxBytes) {
                break;
            }
            batch.add(ByteBuffer.wrap(record).asReadOnlyBuffer());
            bytes += record.length;
        }
        return () -> batch;
    }

    @Override
    public synchronized void shipped(Batch batch) throws IOException {
        if (deafTo > 0) {
            deafTo--;
            throw new IOException("gone");
        }
        batch.records().forEach(record -> records.remove());
    }

    @Override
    public synchronized long waitingBytes() {
        return records.stream().mapToLong(record -> record.length).sum();
    }
}

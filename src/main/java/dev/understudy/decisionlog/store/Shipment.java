package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.decisionlog.RecordCodec;
import dev.understudy.decisionlog.RecordSource;
import dev.understudy.decisionlog.UnreadableRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One batch on its way into the table. What was written stays written when a try fails, and the next one goes on from
 * there. A record that the table does not take is found by halving and kept aside.
 */
final class Shipment {
    /** Smaller pieces are not what makes a try last too long. */
    private static final int SMALL_PIECE = 64;

    private final RecordSource.Batch batch;
    private final Deque<ByteBuffer> records;
    private final Deque<List<Row>> pieces = new ArrayDeque<>();
    private List<Row> decoded = new ArrayList<>();
    private long bytes;
    private long oldestMillis = Long.MAX_VALUE;

    Shipment(RecordSource.Batch batch) {
        this.batch = batch;
        this.records = new ArrayDeque<>(batch.records());
        records.forEach(record -> bytes += record.remaining());
    }

    RecordSource.Batch batch() {
        return batch;
    }

    boolean isEmpty() {
        return bytes == 0 && records.isEmpty();
    }

    /** Bytes of its records. */
    long bytes() {
        return bytes;
    }

    /** When the oldest of its decisions was made, once {@link #open}ed; {@code Long.MAX_VALUE} when there is none. */
    long oldestMillis() {
        return oldestMillis;
    }

    /**
     * Decodes its records.
     *
     * @throws IOException when one that is none can't be kept aside
     */
    void open(AsideFile aside, ShippingMeters meters, InstantSource clock) throws IOException {
        for (ByteBuffer record = records.peek(); record != null; record = records.peek()) {
            try {
                LoggedDecision decision = RecordCodec.decode(record);
                decoded.add(Row.of(decision, record));
                oldestMillis = Math.min(oldestMillis, decision.decidedAt().toEpochMilli());
            } catch (UnreadableRecordException e) {
                aside.add(record, String.valueOf(e.getMessage()), clock.instant());
                meters.unreadable();
            }
            records.remove();
        }
        if (!decoded.isEmpty()) {
            pieces.add(decoded);
            decoded = new ArrayList<>();
        }
    }

    /**
     * Writes what was not written yet.
     *
     * @throws SQLException when the database can't be used at the moment
     * @throws IOException when a record that it refuses can't be kept aside
     */
    void write(DecisionTable table, AsideFile aside, ShippingMeters meters, InstantSource clock)
            throws SQLException, IOException {
        for (List<Row> piece = pieces.peek(); piece != null; piece = pieces.peek()) {
            try {
                meters.written(table.write(piece));
                pieces.remove();
            } catch (RefusedRowsException e) {
                if (piece.size() > 1) {
                    halve(piece);
                } else {
                    aside.add(piece.getFirst().record(), String.valueOf(e.getMessage()), clock.instant());
                    meters.refused();
                    pieces.remove();
                }
            } catch (SQLException e) {
                if (piece.size() > SMALL_PIECE) {
                    // If it was too much for the time that a statement may take, it would be so for ever.
                    halve(piece);
                }
                throw e;
            }
        }
    }

    private void halve(List<Row> piece) {
        pieces.remove();
        int middle = piece.size() / 2;
        pieces.addFirst(piece.subList(middle, piece.size()));
        pieces.addFirst(piece.subList(0, middle));
    }
}

package dev.understudy.replay.job;

import dev.understudy.replay.compare.Replayer;
import dev.understudy.replay.compare.Tally;
import dev.understudy.replay.job.ReplayRow.Checkpoint;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's work on one replay: says how far it is, and writes where to go on, every few seconds. For the thread that
 * runs it.
 */
final class ReplayWork implements Replayer.Watch {
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A large report takes long to write: at most so much of the time goes there. */
    private static final int SHARE = 20;

    private final ReplayRow row;
    private final Claims claims;
    private final ReplayMeters meters;
    private final BooleanSupplier stopping;
    private final DecisionSet set;
    private final Tally tally;
    private @Nullable UUID reached;
    private boolean lost;
    private @Nullable Double perSecond;
    private long beatAt = System.nanoTime();
    private long beatCounted;
    private long nextCheckpointAt = beatAt + CHECKPOINT_NANOS;
    private long metChanged;
    private long metUndecidable;
    private long metCounted;

    /** What {@link Claims} could not write. */
    static final class DatabaseAwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseAwayException(SQLException cause) {
            super("SQLSTATE " + cause.getSQLState(), cause);
        }
    }

    /** Goes on where the last one stopped. */
    ReplayWork(ReplayRow row, Claims claims, ReplayMeters meters, BooleanSupplier stopping) {
        this.row = row;
        this.claims = claims;
        this.meters = meters;
        this.stopping = stopping;
        Checkpoint last = row.checkpoint();
        this.set = last == null ? new DecisionSet() : new DecisionSet(last.digest(), last.counted());
        this.tally = last == null ? new Tally() : Tally.of(ReportJson.read(last.report()));
        this.reached = last == null ? null : last.reached();
        this.beatCounted = tally.counted();
        this.metCounted = tally.counted();
        this.metChanged = tally.changed();
        this.metUndecidable = tally.undecidable();
    }

    /** What was counted so far. */
    Tally tally() {
        return tally;
    }

    /** Those that were counted so far. */
    DecisionSet set() {
        return set;
    }

    /** The last one that was counted; null when none was. */
    @Nullable
    UUID reached() {
        return reached;
    }

    /** Whether it was cancelled, or is another node's by now. */
    boolean isLost() {
        return lost;
    }

    @Override
    public boolean goesOn(long counted) {
        if (lost || stopping.getAsBoolean()) {
            return false;
        }
        long now = System.nanoTime();
        if (now - beatAt >= BEAT_NANOS) {
            double late = (counted - beatCounted) / ((now - beatAt) / 1e9);
            Double before = perSecond;
            perSecond = before == null ? late : (before + late) / 2;
            beatAt = now;
            beatCounted = counted;
            keep(() -> claims.beat(row, counted, perSecond));
        }
        return !lost;
    }

    @Override
    public void counted(Tally counted, List<UUID> part) {
        part.forEach(set::add);
        reached = part.getLast();
        long others = counted.changed() - metChanged;
        long failures = counted.undecidable() - metUndecidable;
        meters.decided(counted.counted() - metCounted - others - failures, others, failures);
        metCounted = counted.counted();
        metChanged = counted.changed();
        metUndecidable = counted.undecidable();
        long now = System.nanoTime();
        if (now >= nextCheckpointAt) {
            checkpoint();
            long cost = System.nanoTime() - now;
            nextCheckpointAt = now + Math.max(CHECKPOINT_NANOS, cost * SHARE);
        }
    }

    /** Writes where to go on. */
    void checkpoint() {
        Checkpoint here = here();
        keep(() -> claims.checkpoint(row, here, perSecond));
    }

    /** Where to go on. */
    Checkpoint here() {
        return new Checkpoint(reached, tally.counted(), set.text(), ReportJson.write(tally.report()));
    }

    /** What is written while this node has the replay. */
    @FunctionalInterface
    private interface Write {
        boolean done() throws SQLException;
    }

    private void keep(Write write) {
        try {
            lost = lost || !write.done();
        } catch (SQLException e) {
            throw new DatabaseAwayException(e);
        }
    }
}

package dev.understudy.decisionlog;

import dev.understudy.decisionlog.journal.Journal;
import dev.understudy.decisionlog.journal.JournalBatch;
import dev.understudy.decisionlog.journal.JournalException;
import dev.understudy.decisionlog.journal.JournalLimits;
import dev.understudy.decisionlog.journal.Recovery;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Opens the journal of this node, and lets decisions in at one end and the database have them at the other. */
@Singleton
class JournalKeeper implements RecordSink, RecordSource {
    private static final Logger LOG = Logger.getLogger(JournalKeeper.class);
    /** What single decisions have for themselves when batches have filled the rest, of four parts. */
    private static final int KEPT_FREE = 1;

    private final Journal journal;
    private final long roomy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition shipped = lock.newCondition();

    /** What was read of the journal. */
    private record Read(List<ByteBuffer> records, long nextPosition) implements RecordSource.Batch {}

    @Inject
    JournalKeeper(DecisionLogConfig config) {
        this(config.folder().resolve("journal"), config.segmentBytes(), config.mostBytes());
    }

    JournalKeeper(Path folder, int segmentBytes, long mostBytes) {
        journal = Journal.open(folder, new JournalLimits(segmentBytes, mostBytes));
        roomy = mostBytes / 4 * (4 - KEPT_FREE);
        Recovery recovery = journal.recovery();
        recovery.findings().forEach(finding -> LOG.warnf("The journal of decisions: %s", finding.why()));
        if (recovery.records() > 0) {
            LOG.infof("%d decisions of before wait for the database", recovery.records());
        }
    }

    @Override
    public long append(byte[] record, int offset, int length) {
        try {
            return journal.append(record, offset, length);
        } catch (IllegalStateException closing) {
            return FULL;
        }
    }

    @Override
    public CompletionStage<Void> synced(long position) {
        return journal.synced(position);
    }

    @Override
    public void awaitRoom(long nanos) throws InterruptedException {
        if (journal.bytes() < roomy) {
            return;
        }
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && journal.bytes() >= roomy) {
                left = shipped.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RecordSource.Batch read(int maxBytes) throws IOException {
        try {
            JournalBatch batch = journal.read(journal.firstPosition(), maxBytes);
            if (batch.skippedBytes() > 0) {
                LOG.errorf("%d bytes of the journal of decisions went bad and are left out", batch.skippedBytes());
            }
            return new Read(batch.records().stream().map(ByteBuffer::wrap).toList(), batch.nextPosition());
        } catch (JournalException | IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void shipped(RecordSource.Batch batch) throws IOException {
        try {
            journal.shipped(((Read) batch).nextPosition());
        } catch (JournalException | IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
        lock.lock();
        try {
            shipped.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long waitingBytes() {
        return journal.bytes();
    }

    /** After what is left was shipped. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        close();
    }

    void close() {
        try {
            journal.close();
        } catch (JournalException e) {
            LOG.errorf("The journal of decisions could not be closed: %s", e.getMessage());
        }
    }
}

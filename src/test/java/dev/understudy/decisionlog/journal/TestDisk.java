package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that forces nothing, counts, and fails or waits when it is told to. */
final class TestDisk implements Disk {
    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger allocations = new AtomicInteger();
    /** A force of mapped records that has begun, and one that may end. */
    final Semaphore begun = new Semaphore(0);

    final Semaphore mayEnd = new Semaphore(0);
    volatile boolean waiting;
    volatile boolean failing;
    volatile boolean full;

    @Override
    public void allocate(Path file, long bytes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        if (bytes == Texts.SEGMENT) {
            allocations.incrementAndGet();
        }
        Files.write(file, new byte[(int) bytes]);
    }

    @Override
    public void force(FileChannel file) {}

    @Override
    public void force(MemorySegment mapped) {
        if (mapped.byteSize() == SegmentHeader.BYTES && SegmentHeader.read(mapped) != null) {
            return;
        }
        forces.incrementAndGet();
        if (waiting) {
            begun.release();
            mayEnd.acquireUninterruptibly();
        }
        if (failing) {
            throw new UncheckedIOException(new IOException("Input/output error"));
        }
    }
}

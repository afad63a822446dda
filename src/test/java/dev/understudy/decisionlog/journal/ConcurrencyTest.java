package dev.understudy.decisionlog.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that append at once, one that reads, and one that asks. */
class ConcurrencyTest {
    private static final int WRITERS = 4;
    private static final int EACH = 20_000;

    @TempDir
    Path folder;

    /** A record that says who wrote it as which, and whose other bytes and length follow from that. */
    private static byte[] content(int writer, int number) {
        byte[] bytes = new byte[8 + (number * 31 + writer * 7) % 300];
        Arrays.fill(bytes, (byte) (writer * 31 + number));
        ByteBuffer.wrap(bytes).putInt(writer).putInt(number);
        return bytes;
    }

    private static long write(Journal journal, int writer) {
        long last = 0;
        for (int number = 0; number < EACH; ) {
            byte[] bytes = content(writer, number);
            long position = journal.append(bytes, 0, bytes.length);
            if (position == Journal.FULL) {
                Thread.onSpinWait();
            } else {
                assertThat(position).isGreaterThan(last);
                last = position;
                number++;
            }
        }
        return last;
    }

    /** Reads and ships until it has all, each writer's in its order. */
    private static int[] readAll(Journal journal) {
        int[] next = new int[WRITERS];
        int seen = 0;
        long position = journal.firstPosition();
        while (seen < WRITERS * EACH) {
            JournalBatch batch = journal.read(position, 100_000);
            for (byte[] each : batch.records()) {
                int writer = ByteBuffer.wrap(each).getInt();
                if (!Arrays.equals(each, content(writer, next[writer]))) {
                    throw new AssertionError("record " + next[writer] + " of " + writer);
                }
                next[writer]++;
                seen++;
            }
            assertThat(batch.skippedBytes()).isZero();
            position = batch.nextPosition();
            journal.shipped(position);
        }
        return next;
    }

    @Test
    void everyRecordIsReadOnceAndWhole() throws Exception {
        JournalLimits limits = new JournalLimits(16 * 4096, 8L * 16 * 4096);
        try (Journal journal = Journal.open(folder, limits, new TestDisk());
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2)) {
            List<Future<Long>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(journal, writer)));
            }
            Callable<int[]> reading = () -> readAll(journal);
            Future<int[]> reader = threads.submit(reading);
            while (!reader.isDone()) {
                journal.synced(journal.endPosition()).toCompletableFuture().get();
                assertThat(journal.bytes()).isBetween(0L, limits.maxBytes());
            }
            for (Future<Long> each : writers) {
                assertThat(each.get()).isLessThanOrEqualTo(journal.endPosition());
            }
            assertThat(reader.get()).containsOnly(EACH);
            assertThat(journal.bytes()).isZero();
        }
        assertThat(Texts.reopen(folder).recovery()).isEqualTo(new Recovery(0, 0, List.of()));
    }

    @Test
    void closingAmidAppendsKeepsEachThatReturned() throws Exception {
        List<Future<Integer>> writers = new ArrayList<>();
        int returned = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            Journal journal = Texts.open(folder);
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> untilClosed(journal)));
            }
            while (journal.endPosition() < 10_000) {
                Thread.onSpinWait();
            }
            journal.close();
            for (Future<Integer> each : writers) {
                returned += each.get();
            }
        }
        assertThat(Texts.reopen(folder).texts()).hasSize(returned);
    }

    private static int untilClosed(Journal journal) {
        int count = 0;
        try {
            while (true) {
                if (Texts.append(journal, "again") != Journal.FULL) {
                    count++;
                }
            }
        } catch (IllegalStateException closed) {
            return count;
        }
    }
}

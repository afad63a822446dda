package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.identity.Caller;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemDocument;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.problem.Problems;
import dev.understudy.thread.AllocationPace;
import dev.understudy.thread.BackgroundThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Decides streams of facts: one thread reads and writes, a few decide, and no more chunks are under way than the
 * threads need, so that memory does not grow with the stream. Thread-safe.
 */
@Singleton
class BatchService {
    private static final int LONGEST_LINE = 2 << 20;

    private final DecisionMeters meters;
    private final DecisionParts parts;
    private final BatchRules.Live live;
    private final DecisionLog log;
    private final DraftPace pace;
    private final InstantSource clock = InstantSource.system();
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final int mostUnderWay = threads * 12;
    private final BlockingQueue<BatchChunk> idle = new ArrayBlockingQueue<>(mostUnderWay);
    private final ExecutorService deciders = Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("understudy-batch-", 1).factory());
    /** Of their own, so that no draft keeps production's batches waiting. */
    private final ExecutorService draftDeciders = Executors.newFixedThreadPool(
            Math.max(1, threads / 2),
            new BackgroundThreads("understudy-draft-batch", getClass().getClassLoader()));

    BatchService(DecisionMeters meters, DecisionParts parts, BatchRules.Live live, DraftPace pace) {
        this.live = live;
        this.pace = pace;
        this.meters = meters;
        this.parts = parts;
        this.log = parts.log();
    }

    /**
     * Decides each line of {@code in} by {@code rules}, or once these are reverted by those in their place, and writes one line for each to {@code out}, in order.
     *
     * @param caller the account that asks
     */
    void decide(Resolved rules, Caller caller, InputStream in, OutputStream out) throws IOException {
        BatchRules byRules = new BatchRules(rules, caller, parts, live);
        LineReader lines = new LineReader(in, LONGEST_LINE);
        ExecutorService pool = rules.selection().effective() ? deciders : draftDeciders;
        Deque<Future<BatchChunk>> underWay = new ArrayDeque<>();
        try {
            BatchChunk chunk = chunk();
            while (lines.next(chunk)) {
                byRules.series().awaitRoom();
                BatchChunk work = chunk;
                underWay.add(pool.submit(() -> paced(byRules, work)));
                if (underWay.size() > mostUnderWay) {
                    write(underWay.remove(), out);
                }
                chunk = chunk();
            }
            writeAll(underWay, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The service is stopping.", e);
        } catch (LineReader.LineTooLong tooLong) {
            writeAll(underWay, out);
            out.write(ProblemDocument.of(ProblemType.BODY_TOO_LARGE, tooLong.getMessage() + " The batch ends here.")
                    .toJson());
            out.write('\n');
        } finally {
            underWay.forEach(each -> each.cancel(false));
        }
    }

    private BatchChunk paced(BatchRules rules, BatchChunk chunk) {
        if (rules.series().rules().selection().effective()) {
            return decide(rules, chunk);
        }
        pace.run(() -> decide(rules, chunk));
        pace.heavy(chunk.heavyBytes);
        return chunk;
    }

    private BatchChunk chunk() {
        BatchChunk used = idle.poll();
        return used == null ? new BatchChunk() : used;
    }

    private void writeAll(Deque<Future<BatchChunk>> underWay, OutputStream out) throws IOException {
        while (!underWay.isEmpty()) {
            write(underWay.remove(), out);
        }
    }

    private void write(Future<BatchChunk> decided, OutputStream out) throws IOException {
        try {
            BatchChunk chunk = decided.get();
            log.onDisk(chunk.position).toCompletableFuture().get();
            chunk.answers().writeTo(out);
            if (!chunk.oversized()) {
                idle.offer(chunk);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private BatchChunk decide(BatchRules rules, BatchChunk chunk) {
        long startNanos = System.nanoTime();
        long epochMillis = clock.millis();
        byte[] bytes = chunk.lines;
        long line = chunk.firstLine;
        chunk.position = DecisionLog.NOWHERE;
        chunk.heavyBytes = 0;
        boolean draft = !rules.series().rules().selection().effective();
        int decided = 0;
        for (int start = 0; start < chunk.length; line++) {
            int end = Newlines.first(bytes, start, chunk.length);
            if (!blank(bytes, start, end)) {
                long before = draft ? AllocationPace.ofThisThread() : 0;
                decided += decide(rules.series(), chunk, start, end, line, epochMillis) ? 1 : 0;
                long allocated = draft ? AllocationPace.ofThisThread() - before : 0;
                chunk.heavyBytes += allocated > HeavyDrafts.LIGHT_BYTES ? allocated : 0;
            }
            start = end + 1;
        }
        if (decided > 0) {
            DecisionSeries series = rules.series();
            series.rules().slot().decided((System.nanoTime() - startNanos) / decided);
            meters.linesDecided(series.rules(), decided);
        }
        return chunk;
    }

    private boolean decide(DecisionSeries series, BatchChunk chunk, int start, int end, long line, long epochMillis) {
        Utf8Sink out = chunk.answers();
        try {
            Done done = series.decide(chunk.lines, start, end - start, false, epochMillis, out);
            chunk.position = Math.max(chunk.position, done.position());
            return true;
        } catch (ProblemException problem) {
            meters.lineFailed(series.rules(), problem);
            Map<String, Object> extensions = new LinkedHashMap<>(problem.extensions());
            extensions.put("line", line);
            out.raw(ProblemDocument.of(new ProblemException(problem.type(), problem.detail(), extensions))
                    .toJson());
            return false;
        } catch (RuntimeException unforeseen) {
            meters.lineFailed(series.rules(), unforeseen);
            out.raw(Problems.of(unforeseen, "batch line " + line).toJson());
            return false;
        } finally {
            out.raw('\n');
        }
    }

    private static boolean blank(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @PreDestroy
    void close() {
        deciders.shutdownNow();
        draftDeciders.shutdownNow();
    }
}

package dev.understudy.decision;

import dev.understudy.problem.ProblemDocument;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Decides streams of facts: one thread reads and writes, a few decide, and no more chunks are under way than the
 * threads need, so that memory does not grow with the stream. Thread-safe.
 */
@Singleton
class BatchService {
    private static final int LONGEST_LINE = 2 << 20;

    private final DecisionService decisions;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService deciders = Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("understudy-batch-", 1).factory());

    BatchService(DecisionService decisions) {
        this.decisions = decisions;
    }

    /** Decides each line of {@code in} by {@code rules}, and writes one line for each to {@code out}, in order. */
    void decide(Resolved rules, InputStream in, OutputStream out) throws IOException {
        LineReader lines = new LineReader(in, LONGEST_LINE);
        Deque<Future<ByteArrayOutputStream>> underWay = new ArrayDeque<>();
        try {
            LineReader.Chunk chunk = next(lines, underWay, out);
            while (chunk != null) {
                LineReader.Chunk work = chunk;
                underWay.add(deciders.submit(() -> decide(rules, work)));
                if (underWay.size() > threads * 2) {
                    write(underWay.remove(), out);
                }
                chunk = next(lines, underWay, out);
            }
            while (!underWay.isEmpty()) {
                write(underWay.remove(), out);
            }
        } finally {
            underWay.forEach(each -> each.cancel(false));
        }
    }

    private static LineReader.@Nullable Chunk next(
            LineReader lines, Deque<Future<ByteArrayOutputStream>> underWay, OutputStream out) throws IOException {
        try {
            return lines.next();
        } catch (LineReader.LineTooLong tooLong) {
            while (!underWay.isEmpty()) {
                write(underWay.remove(), out);
            }
            out.write(ProblemDocument.of(ProblemType.BODY_TOO_LARGE, tooLong.getMessage() + " The batch ends here.")
                    .toJson());
            out.write('\n');
            return null;
        }
    }

    private static void write(Future<ByteArrayOutputStream> decided, OutputStream out) throws IOException {
        try {
            decided.get().writeTo(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private ByteArrayOutputStream decide(Resolved rules, LineReader.Chunk chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunk.length() * 2);
        long line = chunk.firstLine();
        int start = 0;
        while (start < chunk.length()) {
            int end = start;
            while (end < chunk.length() && chunk.bytes()[end] != '\n') {
                end++;
            }
            if (!blank(chunk.bytes(), start, end)) {
                decide(rules, chunk, start, end, line, out);
            }
            start = end + 1;
            line++;
        }
        return out;
    }

    private void decide(
            Resolved rules, LineReader.Chunk chunk, int start, int end, long line, ByteArrayOutputStream out) {
        try {
            out.writeBytes(decisions.decide(rules, chunk.bytes(), start, end - start, false));
        } catch (ProblemException problem) {
            Map<String, Object> extensions = new LinkedHashMap<>(problem.extensions());
            extensions.put("line", line);
            out.writeBytes(ProblemDocument.of(new ProblemException(problem.type(), problem.detail(), extensions))
                    .toJson());
        } catch (RuntimeException unforeseen) {
            out.writeBytes(Problems.of(unforeseen, "batch line " + line).toJson());
        }
        out.write('\n');
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
    }
}

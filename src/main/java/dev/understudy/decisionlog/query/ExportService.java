package dev.understudy.decisionlog.query;

import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Streams decisions in pieces, so that memory does not grow with their number, and no connection to the database is
 * held while a slow client reads. Thread-safe.
 */
@Singleton
class ExportService {
    private static final int PIECE = 1_000;
    private static final long PIECE_BYTES = 1 << 20;

    private final LogReader log;
    private final int most;
    private final AtomicInteger running = new AtomicInteger();

    ExportService(LogReader log, DecisionQueryConfig config) {
        this.log = log;
        this.most = config.exports();
        if (most < 1) {
            throw new IllegalArgumentException(
                    "understudy.decision-query.exports is " + most + "; it has to be at least 1.");
        }
    }

    /**
     * The first piece: what is wrong with a query is known before anything is streamed.
     *
     * @throws ProblemException {@code TOO_MANY_REQUESTS} when there are too many already, and as {@link LogReader#read}
     */
    Page first(Export export) {
        if (running.get() >= most) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    most + " exports are running on this node, which is the most; try again when one has ended.");
        }
        return piece(export, export.after(), export.most());
    }

    /** Writes the whole of it, {@code first} having been read before. */
    void write(Export export, Page first, OutputStream out) throws IOException {
        running.incrementAndGet();
        try (Unmasking.Look look = export.look()) {
            Utf8Sink sink = new Utf8Sink(1 << 16);
            if (export.format() == Format.CSV) {
                DecisionCsv.header(sink);
            }
            Page page = first;
            int left = export.most();
            while (true) {
                for (KeptDecision decision : page.decisions()) {
                    write(decision, export.format(), look, sink);
                }
                sink.writeTo(out);
                out.flush();
                sink.reset();
                left -= page.decisions().size();
                Position next = page.next();
                if (next == null || left == 0) {
                    return;
                }
                page = piece(export, next, left);
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private Page piece(Export export, @Nullable Position after, int left) {
        return log.read(export.query(), after, Math.min(left, PIECE), PIECE_BYTES);
    }

    private static void write(KeptDecision decision, Format format, Unmasking.Look look, Utf8Sink sink) {
        if (format == Format.CSV) {
            DecisionCsv.write(decision, look, sink);
        } else {
            DecisionJson.write(decision, look, sink);
            sink.raw('\n');
        }
    }
}

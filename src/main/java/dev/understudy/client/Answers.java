package dev.understudy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterators;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Answers to many facts, in the order of the facts: a decision, or the problem with that one. Two parts are under way
 * while one is read. For one thread; close it when not all are read.
 */
public final class Answers implements Iterator<Answer>, AutoCloseable {
    /** The service reads so much before it has to write, so that both never wait for each other. */
    private static final int PART_BYTES = 256 << 10;

    private static final int PART_LINES = 256;
    private static final int UNDER_WAY = 2;

    private final Iterator<?> facts;
    private final UnaryOperator<byte[]> decide;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Queue<Answer> ready = new ArrayDeque<>();
    private byte @Nullable [] waiting;
    private long sent;

    /**
     * Some lines that are under way.
     *
     * @param before how many lines were sent before them
     * @param lines how many they are
     * @param answer theirs
     */
    private record Part(long before, int lines, Future<byte[]> answer) {}

    Answers(Iterator<?> facts, UnaryOperator<byte[]> decide) {
        this.facts = facts;
        this.decide = decide;
    }

    /**
     * Whether there is another one; waits for it.
     *
     * @throws ProblemAnswer when the service refuses them all
     * @throws NoAnswer when it does not answer
     */
    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            while (parts.size() < UNDER_WAY && (waiting != null || facts.hasNext())) {
                send();
            }
            Part first = parts.poll();
            if (first == null) {
                threads.shutdown();
                return false;
            }
            read(first);
        }
        return true;
    }

    @Override
    public Answer next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All facts are answered.");
        }
        return ready.remove();
    }

    /** What is left of them, as a stream; closing it closes this. */
    public Stream<Answer> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, 0), false)
                .onClose(this::close);
    }

    private void send() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int lines = 0;
        while (lines < PART_LINES && (waiting != null || facts.hasNext())) {
            byte[] line = waiting == null ? Json.line(facts.next()) : waiting;
            waiting = null;
            if (lines > 0 && body.size() + line.length > PART_BYTES) {
                waiting = line;
                break;
            }
            body.writeBytes(line);
            body.write('\n');
            lines++;
        }
        byte[] bytes = body.toByteArray();
        parts.add(new Part(sent, lines, threads.submit(() -> decide.apply(bytes))));
        sent += lines;
    }

    private void read(Part part) {
        byte[] bytes = await(part.answer());
        int lines = 0;
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            ready.add(answer(Json.tree(bytes, start, end - start), part.before()));
            lines++;
            start = end + 1;
        }
        if (lines != part.lines()) {
            ready.clear();
            close();
            throw new NoAnswer(
                    "The service answered " + lines + " of " + part.lines() + " lines.",
                    false,
                    new IllegalStateException("The batch ended early."));
        }
    }

    /** Lines are counted over the whole batch, and not anew in each part. */
    private static Answer answer(JsonNode json, long before) {
        if (json.path("outcome").isObject()) {
            return Decided.of(json);
        }
        if (json instanceof ObjectNode problem && problem.path("line").isIntegralNumber()) {
            problem.put("line", before + problem.path("line").longValue());
        }
        return Problem.of(json.path("status").asInt(), json);
    }

    private byte[] await(Future<byte[]> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new NoAnswer("Interrupted while a batch was decided.", false, e);
        } catch (ExecutionException e) {
            close();
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
        parts.clear();
    }
}

package dev.understudy.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * One batch request over a plain socket: sends and reads at once, holds neither the lines nor the answers, and takes
 * as little of the processors that it shares with the service as it can.
 */
final class BatchCall {
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private final SocketChannel channel;
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(256 << 10).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    private BatchCall(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends {@code lines} so many times over, in one request.
     *
     * @return how many lines the answer has
     * @throws IOException also when a line of the answer is a problem
     */
    static long decide(int port, byte[] lines, int times) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (SocketChannel channel = SocketChannel.open(address)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> send(channel, lines, times),
                    task -> Thread.ofPlatform().daemon().start(task));
            long answered = new BatchCall(channel).answered();
            sent.join();
            return answered;
        }
    }

    private static void send(SocketChannel channel, byte[] lines, int times) {
        ByteBuffer body = ByteBuffer.allocateDirect(lines.length).put(lines);
        byte[] head = ("POST /api/v1/rulesets/flight-compensation/decisions/batch HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-ndjson\r\nConnection: close\r\nAuthorization: "
                        + Service.authorization("app") + "\r\nContent-Length: " + (long) lines.length * times
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            channel.write(ByteBuffer.wrap(head));
            for (int i = 0; i < times; i++) {
                body.flip();
                while (body.hasRemaining()) {
                    channel.write(body);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long answered() throws IOException {
        String status = line();
        if (!status.contains(" 200 ")) {
            throw new IOException("The batch was refused: " + status);
        }
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            chunked |= header.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked");
        }
        if (!chunked) {
            throw new IOException("The batch's answer is not streamed.");
        }
        long lines = 0;
        for (int size = size(); size > 0; size = size()) {
            lines += lines(size);
            line();
        }
        return lines;
    }

    /** The ends of lines in the next {@code size} bytes. */
    private long lines(int size) throws IOException {
        long lines = 0;
        int left = size;
        while (left > 0) {
            fill();
            int here = Math.min(left, in.remaining());
            int at = in.position();
            int end = at + here;
            for (; at <= end - Long.BYTES; at += Long.BYTES) {
                long differing = in.getLong(at) ^ NEWLINES;
                lines += Long.bitCount(~(((differing & LOW_BITS) + LOW_BITS) | differing | LOW_BITS));
            }
            for (; at < end; at++) {
                lines += in.get(at) == '\n' ? 1 : 0;
            }
            in.position(end);
            left -= here;
        }
        return lines;
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            fill();
            char c = (char) in.get();
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    /** Reads more, if there is nothing left. */
    private void fill() throws IOException {
        if (!in.hasRemaining()) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("The service closed the connection.");
            }
            in.flip();
        }
    }
}

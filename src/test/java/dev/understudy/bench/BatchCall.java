package dev.understudy.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One batch request over a plain socket: sends and reads at once, and holds neither the lines nor the answers. */
final class BatchCall {
    private static final int BUFFER = 256 << 10;

    private BatchCall() {}

    /**
     * Sends {@code lines} so many times over, in one request.
     *
     * @return how many lines of the answer are decisions
     */
    static long decide(int port, List<byte[]> lines, int times) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> send(socket, lines, times),
                    task -> Thread.ofPlatform().daemon().start(task));
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            String status = line(in);
            if (!status.contains(" 200 ")) {
                throw new IOException("The batch was refused: " + status);
            }
            boolean chunked = false;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
            }
            if (!chunked) {
                throw new IOException("The batch's answer is not streamed.");
            }
            long decisions = decisions(in);
            sent.join();
            return decisions;
        }
    }

    private static void send(Socket socket, List<byte[]> lines, int times) {
        long length = times * lines.stream().mapToLong(line -> line.length + 1L).sum();
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            out.write(("POST /api/v1/rulesets/flight-compensation/decisions/batch HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/x-ndjson\r\nConnection: close\r\nAuthorization: "
                            + Service.authorization("app") + "\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < times; i++) {
                for (byte[] line : lines) {
                    out.write(line);
                    out.write('\n');
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the lines that begin as a decision does, over all chunks. */
    private static long decisions(InputStream in) throws IOException {
        byte[] start = "{\"id\":".getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[BUFFER];
        long decisions = 0;
        int column = 0;
        boolean alike = true;
        for (int size = size(in); size > 0; size = size(in)) {
            while (size > 0) {
                int count = in.readNBytes(chunk, 0, Math.min(size, chunk.length));
                for (int i = 0; i < count; i++) {
                    if (chunk[i] == '\n') {
                        decisions += alike && column >= start.length ? 1 : 0;
                        column = 0;
                        alike = true;
                    } else {
                        alike &= column >= start.length || chunk[i] == start[column];
                        column++;
                    }
                }
                size -= count;
            }
            line(in);
        }
        return decisions;
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The service closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}

package dev.understudy.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody on this machine who is told of events, and answers as a test wants. */
public final class Receiver implements AutoCloseable {
    private final String scheme;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final AtomicLong written = new AtomicLong();
    private final Map<String, String> headers = new TreeMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile int bodyBytes;

    /** Listens on a free port. */
    public Receiver() {
        this("http", HttpServer::create);
    }

    /** Speaks TLS with that certificate, and nothing else. */
    public Receiver(TestCertificate certificate) {
        this("https", (address, backlog) -> {
            HttpsServer encrypted = HttpsServer.create(address, backlog);
            encrypted.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            return encrypted;
        });
    }

    private interface Listening {
        HttpServer on(InetSocketAddress address, int backlog) throws IOException;
    }

    private Receiver(String scheme, Listening listening) {
        this.scheme = scheme;
        try {
            server = listening.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * What it was told.
     *
     * @param path path and query
     * @param headers by name in lower case
     * @param body as it came
     */
    public record Call(String path, Map<String, String> headers, String body) {
        /** The header {@code webhook-id}. */
        public String id() {
            return headers.getOrDefault("webhook-id", "");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, values.getFirst()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(exchange.getRequestURI().toString(), sent, new String(body, StandardCharsets.UTF_8)));
            if (hangs) {
                closed.await();
                return;
            }
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status.get(), bodyBytes == 0 ? -1 : bodyBytes);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] piece = new byte[1 << 16];
                for (int i = 0; i < bodyBytes; i += piece.length) {
                    out.write(piece);
                    written.addAndGet(piece.length);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it listens. */
    public String url(String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers with that status from now on. */
    public Receiver answering(int with) {
        status.set(with);
        return this;
    }

    /** Answers with that header. */
    public Receiver saying(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Answers with a body of about so many bytes. */
    public Receiver talking(int bytes) {
        bodyBytes = bytes;
        return this;
    }

    /** Does not answer until it is closed. */
    public Receiver hanging() {
        hangs = true;
        return this;
    }

    /** How many bytes of bodies somebody took. */
    public long written() {
        return written.get();
    }

    /** All it was told, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.understudy.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays the decision API on a free port of this machine. */
final class PlayedService implements AutoCloseable {
    static final String DECIDED = """
            {"id": "1", "ruleset": "flight-compensation", "branch": "main",
             "commit": "0123456789abcdef0123456789abcdef01234567", "selectedBy": "DEFAULT", "effective": true,
             "outcome": %s, "firedRules": [], "engineMicros": 41}""";
    static final String NOTHING_OWED = DECIDED.formatted("{\"Compensation\": [], \"Care\": []}");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    private PlayedService(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                // Before the answer: once the caller has it, the next call may be here first.
                underWay.decrementAndGet();
                script.answer(calls.incrementAndGet(), exchange);
            }
        });
        server.start();
    }

    static PlayedService playing(Script script) throws IOException {
        return new PlayedService(script);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<String> bodies() {
        return List.copyOf(bodies);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    /** What the service answers to its n-th call, counted from 1; to answer nothing is to drop the connection. */
    @FunctionalInterface
    interface Script {
        void answer(int call, HttpExchange exchange) throws IOException;
    }
}

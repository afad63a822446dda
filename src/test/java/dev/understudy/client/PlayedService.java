package dev.understudy.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a service on a free port of this machine, and remembers what it was asked. */
final class PlayedService implements AutoCloseable {
    static final String DECIDED = """
            {"id": "1", "ruleset": "acme", "branch": "main", "commit": "%s", "selectedBy": "DEFAULT",
             "effective": true, "outcome": {"Reply": [{"text": "yes", "amount": 12.50, "more": 1}]},
             "firedRules": [{"rule": "Yes", "count": 2}], "engineMicros": 41}""".formatted("a".repeat(40)).replace("\n", " ");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Call> asked = new ConcurrentLinkedQueue<>();

    /** What came. */
    record Call(String path, Map<String, List<String>> headers, String body) {
        /** A header's first value; empty when there is none. */
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** What it answers to its n-th call, counted from 1; nothing drops the connection. */
    @FunctionalInterface
    interface Script {
        void answer(int number, Call call, HttpExchange exchange) throws IOException;
    }

    PlayedService(Script script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Call call = new Call(
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                asked.add(call);
                script.answer(calls.incrementAndGet(), call, exchange);
            }
        });
        server.start();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    UnderstudyClient.Builder client() {
        return UnderstudyClient.at(url() + "/").account("app", "app");
    }

    List<Call> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}

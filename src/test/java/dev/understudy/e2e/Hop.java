package dev.understudy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.client.Decided;
import dev.understudy.client.Journey;
import dev.understudy.client.ProblemAnswer;
import dev.understudy.client.UnderstudyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service of somebody's: it has something decided, and asks the next service. Answers with a line for each decision. */
final class Hop implements AutoCloseable {
    private static final Map<String, Object> FACTS =
            Map.of("Flight", Map.of("date", "2001/01/01 13:38", "delay", 180, "distance", 291));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> baggage = new ConcurrentLinkedQueue<>();
    private final Function<HttpExchange, Journey> begin;
    private final @Nullable UnderstudyClient understudy;
    private final @Nullable Hop next;

    /**
     * Begins to serve.
     *
     * @param begin how it takes up a journey
     * @param understudy who decides; null when it has nothing decided
     * @param next whom it asks; null for nobody
     */
    Hop(Function<HttpExchange, Journey> begin, @Nullable UnderstudyClient understudy, @Nullable Hop next) {
        this.begin = begin;
        this.understudy = understudy;
        this.next = next;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    static Journey edge(HttpExchange exchange) {
        return Journey.fromOutside(exchange.getRequestHeaders()::get);
    }

    static Journey inner(HttpExchange exchange) {
        return Journey.fromInside(exchange.getRequestHeaders()::get);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            baggage.add(String.join(",", exchange.getRequestHeaders().getOrDefault("baggage", List.of())));
            Journey journey = begin.apply(exchange);
            byte[] answer = journey.call(() -> decided() + asked(journey)).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String decided() {
        if (understudy == null) {
            return "";
        }
        try {
            Decided decided = understudy.decide("flight-compensation", FACTS);
            return decided.branch() + " by " + decided.selectedBy() + ": "
                    + decided.outcome().at("/Compensation/0/amount").asInt() + "\n";
        } catch (ProblemAnswer refused) {
            return "refused: " + refused.problem().status() + "\n";
        }
    }

    private String asked(Journey journey) throws IOException {
        if (next == null) {
            return "";
        }
        HttpRequest request =
                journey.applyTo(HttpRequest.newBuilder(URI.create(next.url()))).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What its requests carried. */
    List<String> baggage() {
        return List.copyOf(baggage);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }
}

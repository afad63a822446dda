package dev.understudy.gitrepo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.ruleset.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A hosted rules repository behind the JDK's own HTTP server; accounts are role names, the password is the name. */
final class HostedServer implements AutoCloseable {
    static final long MAX_PUSH_BYTES = 50L << 20;

    private final Store store;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RulesRepository rules;
    private final List<BranchUpdate> moves = Collections.synchronizedList(new ArrayList<>());
    private volatile PushGate gate = (_, _, _) -> PushVerdict.ACCEPTED;
    private volatile BranchListener listener = moves::addAll;
    private volatile PushListener pushes = (_, _) -> {};

    private HostedServer(Path data, List<SourceFile> seed, Optional<String> upstream) throws IOException {
        store = Store.open(data, Store.Kind.HOSTED, () -> seed);
        rules = new GitRulesRepository(store.git(), upstream, Freshness.hosted(InstantSource.system()));
        PushPorts ports = new PushPorts(
                (updates, caller, terminal) -> gate.check(updates, caller, terminal),
                updates -> listener.moved(updates),
                (push, terminal) -> pushes.pushed(push, terminal),
                new ReentrantLock(),
                MAX_PUSH_BYTES);
        GitHttp git = new GitHttp(store.git(), upstream, ports);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/git/", exchange -> serve(git, exchange));
        http.start();
    }

    static HostedServer start(Path data) throws IOException {
        return new HostedServer(data, seed(), Optional.empty());
    }

    static HostedServer empty(Path data) throws IOException {
        return new HostedServer(data, List.of(), Optional.empty());
    }

    static HostedServer copyOf(Path data, String upstream) throws IOException {
        return new HostedServer(data, seed(), Optional.of(upstream));
    }

    static List<SourceFile> seed() {
        return List.of(
                new SourceFile("flight/ruleset.yaml", "title: Flights\n".getBytes(StandardCharsets.UTF_8)),
                new SourceFile("flight/a.drl", "rule A when then end\n".getBytes(StandardCharsets.UTF_8)));
    }

    RulesRepository rules() {
        return rules;
    }

    Store store() {
        return store;
    }

    List<BranchUpdate> moves() {
        return moves;
    }

    void gate(PushGate newGate) {
        gate = newGate;
    }

    void listener(BranchListener newListener) {
        listener = newListener;
    }

    void pushes(PushListener newListener) {
        pushes = newListener;
    }

    int port() {
        return http.getAddress().getPort();
    }

    String url(String account) {
        return "http://" + account + ":" + account + "@localhost:" + port() + "/git/rules.git";
    }

    String anonymousUrl() {
        return "http://localhost:" + port() + "/git/rules.git";
    }

    private static void serve(GitHttp git, HttpExchange exchange) throws IOException {
        try (exchange) {
            GitAnswer answer = git.answer(call(exchange));
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), 0);
            try (OutputStream out = exchange.getResponseBody()) {
                answer.body().write(out);
            }
        }
    }

    private static GitCall call(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        String query = exchange.getRequestURI().getRawQuery();
        return new GitCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath().substring("/git/".length()),
                Optional.ofNullable(query).filter(q -> q.startsWith("service=")).map(q -> q.substring(8)),
                new GitCall.Headers(
                        Optional.ofNullable(headers.getFirst("Content-Type")),
                        Optional.ofNullable(headers.getFirst("Content-Encoding")),
                        Optional.ofNullable(headers.getFirst("Git-Protocol")),
                        "http://" + headers.getFirst("Host")),
                caller(headers.getFirst("Authorization")),
                exchange.getRequestBody());
    }

    private static Optional<Caller> caller(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String pair = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        String name = pair.substring(0, pair.indexOf(':'));
        return Optional.of(Caller.of(name, Set.of(Role.valueOf(name.toUpperCase(Locale.ROOT))), Set.of()));
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
        store.close();
    }
}

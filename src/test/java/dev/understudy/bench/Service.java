package dev.understudy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, in {@code run} mode, with the echo. Closing it stops it. */
final class Service implements AutoCloseable {
    static final Path PACKAGED = Path.of("target/quarkus-app");
    /** What the script has the JVM learn in a training run. */
    private static final Path TRAINED = Path.of("target/understudy.aot");

    /** Keeps nothing of what is decided. */
    static final String WITHOUT_LOG = "-Dunderstudy.decision-log.mode=off";

    private static final int PATIENCE_SECONDS = 120;
    private static final int POLL_MILLIS = 10;

    private final Process process;
    private final Path log;
    private final int port;
    private final long startedNanos;
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(Process process, Path log, int port, long startedNanos) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts it.
     *
     * @param data its data folder
     * @param properties more flags of the JVM
     */
    static Service start(Path data, String... properties) throws IOException {
        return startAt(PACKAGED, data, properties);
    }

    /**
     * Starts a copy of it.
     *
     * @param packaged the folder of the packaged service
     */
    static Service startAt(Path packaged, Path data, String... properties) throws IOException {
        Path jar = packaged.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; './understudy bench' builds it.");
        }
        int port = freePort();
        List<String> command = Bed.java(Bed.SERVICE_FLAGS);
        command.addAll(List.of(properties));
        if (packaged.equals(PACKAGED) && Files.exists(TRAINED)) {
            command.addAll(List.of("-XX:AOTCache=" + TRAINED, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of(
                "-Dunderstudy.postgres-binaries="
                        + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "-jar",
                jar.toString(),
                "run",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        Path log = Files.createTempFile(data.getParent(), "service", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("UNDERSTUDY_BENCH_ECHO", "true");
        long now = System.nanoTime();
        return new Service(builder.start(), log, port, now);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the readiness probe says so; gives the milliseconds since the start of the process. */
    double awaitReady() throws IOException, InterruptedException {
        long end = startedNanos + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - end < 0 && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                if (send(request("/q/health/ready", "").GET().build()).statusCode() == 200) {
                    return millisSinceStart();
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
        }
        throw new IllegalStateException("The service did not start:\n" + Files.readString(log));
    }

    double millisSinceStart() {
        return (System.nanoTime() - startedNanos) / 1e6;
    }

    /** Decides; the answer has to be a decision. */
    String decide(String ruleset, String branch, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(ruleset, branch, body);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("No decision: " + answer.body());
        }
        return answer.body();
    }

    /** Reads something; the answer has to be 200. */
    String get(String path, String account) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path, account).GET().build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Posts JSON; the answer has to be a success. */
    String post(String path, String account, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, account)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return sound(path, send(request.build()));
    }

    /** Deletes something; the answer has to be a success. */
    void delete(String path, String account) throws IOException, InterruptedException {
        sound(path, send(request(path, account).DELETE().build()));
    }

    private static String sound(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Asks for a decision, whatever the answer is. */
    HttpResponse<String> call(String ruleset, String branch, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/api/v1/rulesets/" + ruleset + "/decisions", "analyst")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!branch.isEmpty()) {
            request.header("Rules-Branch", branch);
        }
        return send(request.build());
    }

    /** Has its JVM collect all garbage, and waits for that. */
    void collectGarbage() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int i = 0; i < 2; i++) {
            Bed.output(List.of(jcmd, Long.toString(pid()), "GC.run"));
        }
    }

    /** The sum of a metric's samples whose labels hold {@code label}; 0 when there are none. */
    double metric(String name, String label) throws IOException, InterruptedException {
        return send(request("/q/metrics", "").GET().build())
                .body()
                .lines()
                .filter(line -> (line.startsWith(name + "{") || line.startsWith(name + " ")) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String account) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return account.isEmpty() ? request : request.header("Authorization", authorization(account));
    }

    /** The header of an account of {@code run} mode, whose password is its name. */
    static String authorization(String account) {
        return "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Its JVM and the processes of its PostgreSQL. */
    List<Long> pids(Path data) throws IOException {
        List<Long> pids = new ArrayList<>(List.of(pid()));
        Matcher first = Pattern.compile("^\\d+").matcher(Files.readString(data.resolve("postgres/postmaster.pid")));
        if (first.find()) {
            ProcessHandle.of(Long.parseLong(first.group())).ifPresent(postgres -> {
                pids.add(postgres.pid());
                postgres.descendants().forEach(each -> pids.add(each.pid()));
            });
        }
        return pids;
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

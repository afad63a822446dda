package dev.understudy.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar, run as a process of its own. Closing it kills what is left of it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Understudy is ready: (http://localhost:\\d+)");
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private ServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param environment more variables for the process
     * @param data its data folder
     * @param arguments the command and its options, but for {@code --data}
     */
    public static ServiceProcess start(Map<String, String> environment, Path data, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-XX:+UseCondCardMark",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dunderstudy.postgres-binaries=" + TestFolders.sharePostgresBinaries(),
                "-jar",
                System.getProperty("understudy.jar")));
        Collections.addAll(command, arguments);
        Collections.addAll(command, "--data", data.toString());
        try {
            Path output = Files.createTempFile("understudy", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready; fails with its output when it ends or takes too long. */
    public void awaitReady() throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if (READY.matcher(output()).find()) {
                return;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("It did not start:\n" + output());
    }

    /** Where it listens, as it says. */
    public String url() {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new AssertionError("It is not ready:\n" + output());
        }
        return ready.group(1);
    }

    /** Calls it with the account of that name, whose password is the same. */
    public HttpResponse<String> get(String path, String account) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The same with a body of JSON. */
    public HttpResponse<String> post(String path, String account, String body)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Waits for its end; gives its exit status. */
    public int waitFor() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** SIGTERM, as an orchestrator sends it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: it gets to know nothing. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

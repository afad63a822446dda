package dev.understudy.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link FuzzChild} as its parent holds it. Not thread-safe. */
final class ChildProcess {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String END = "";

    private final Process process;
    private final Writer orders;
    private final Path errors;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ObjectMapper json = new ObjectMapper();

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("fuzz-answers").start(this::read);
    }

    /**
     * Starts one.
     *
     * @param work where its folders are made
     * @param bound of one step of one case
     */
    static ChildProcess start(Path work, long seed, Duration bound) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "empty");
        Path stores = Files.createTempDirectory(work, "stores");
        Path errors = Files.createTempFile(work, "errors", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xss2m",
                "-XX:+UseParallelGC",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Ddrools.useEagerSegmentCreation=false",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ErrorFile=" + errors.resolveSibling("crash-%p.log"),
                "-cp",
                absolute(System.getProperty("java.class.path"))));
        command.addAll(List.of(
                FuzzChild.class.getName(),
                Path.of("").toAbsolutePath().toString(),
                stores.toString(),
                Long.toString(seed),
                Long.toString(bound.toMillis())));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        ChildProcess child = new ChildProcess(process, errors);
        if (!"ready".equals(child.answers.poll(START.toMillis(), TimeUnit.MILLISECONDS))) {
            child.end();
            throw new IOException("The child did not start:\n" + Files.readString(errors));
        }
        return child;
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : List.of(classPath.split(File.pathSeparator, -1))) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(answers::add);
        } catch (IOException | RuntimeException gone) {
            // The end is told all the same.
        }
        answers.add(END);
    }

    /** Has one case tried; a child that dies or falls silent is a finding like any other. */
    CaseReport run(String kind, long number, Duration patience) throws InterruptedException, IOException {
        try {
            orders.write(kind + " " + number + "\n");
            orders.flush();
        } catch (IOException dead) {
            return lost(number, "The child was dead before the case.");
        }
        @Nullable String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            return lost(number, "The child did not answer within " + patience.toSeconds() + " s.");
        }
        if (answer.equals(END)) {
            return lost(number, "The child ended with code " + process.waitFor() + ".");
        }
        return answer.startsWith("{")
                ? json.readValue(answer, CaseReport.class)
                : lost(number, "The child printed: " + answer);
    }

    private CaseReport lost(long number, String why) throws IOException {
        String said = Files.readString(errors);
        // The first lines name the error, the last ones where it started.
        String end = said.length() < 4_000
                ? said
                : said.substring(0, 2_000) + "\n…\n" + said.substring(said.length() - 2_000);
        return new CaseReport(number, Map.of(), List.of(new CaseReport.Trace(said.contains("OutOfMemoryError") ? "memory" : "crash", why + "\n" + end)), true);
    }

    /** Ends it, whatever it is at. */
    void end() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}

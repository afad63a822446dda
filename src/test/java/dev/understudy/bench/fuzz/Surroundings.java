package dev.understudy.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rules must leave as it is: the folder, properties, defaults, threads and processes of this JVM. */
final class Surroundings {
    private static final int PATIENCE_MILLIS = 1_000;

    private final Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Map<String, String> before;
    private Set<Thread> threads;

    /**
     * Takes over {@link System#out}.
     *
     * @param folder the one that this JVM runs in, empty
     */
    Surroundings(Path folder) {
        this.folder = folder;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        before = state();
        threads = threads();
    }

    /** Takes what is now as what has to stay. */
    void remember() {
        printed.reset();
        before = state();
        threads = threads();
    }

    /** Adds what differs since {@link #remember}. */
    void compare(Findings findings) throws InterruptedException {
        Map<String, String> now = state();
        before.forEach((name, value) -> {
            String changed = now.getOrDefault(name, "");
            if (!value.equals(changed)) {
                findings.trace("escape", name + " was " + value + " and is " + changed);
                findings.spend();
            }
        });
        for (int waited = 0; !threads.containsAll(threads()); waited += 10) {
            if (waited > PATIENCE_MILLIS) {
                Set<Thread> more = threads();
                more.removeAll(threads);
                findings.trace("escape", "Threads were started: " + more);
                findings.spend();
                return;
            }
            Thread.sleep(10);
        }
    }

    private Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        state.put("the folder", files());
        state.put("the output", printed.toString(StandardCharsets.UTF_8));
        state.put("the system's properties", String.valueOf(System.getProperties()));
        state.put(
                "the locale",
                Locale.getDefault() + " "
                        + Arrays.stream(Locale.Category.values())
                                .map(Locale::getDefault)
                                .toList());
        state.put("the time zone", TimeZone.getDefault().getID());
        state.put(
                "security's providers",
                Arrays.stream(Security.getProviders())
                        .map(Provider::getName)
                        .toList()
                        .toString());
        state.put(
                "the processes",
                String.valueOf(ProcessHandle.current().children().count()));
        return state;
    }

    private String files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    // A heap dump or error log of the JVM is reported by itself.
                    .filter(name -> !name.startsWith("hs_err"))
                    .sorted()
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
    }
}

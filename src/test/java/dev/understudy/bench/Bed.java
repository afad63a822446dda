package dev.understudy.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What every part works with.
 *
 * @param work a folder of its own, deleted at the end
 * @param shortened whether it shall only prove that it works
 */
record Bed(Path work, boolean shortened) {
    /** The JVM of the service, as the {@code understudy} script starts it. */
    static final List<String> SERVICE_FLAGS =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+UseCondCardMark", "-XX:MetaspaceSize=256m");

    private static final List<String> ALWAYS = List.of(
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Ddrools.useEagerSegmentCreation=false",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    /** A new folder in the work folder. */
    Path folder(String name) throws IOException {
        return Files.createTempDirectory(work, name);
    }

    /** One of two numbers. */
    int pick(int full, int quick) {
        return shortened ? quick : full;
    }

    /** The command of a JVM with this one's class path. */
    static List<String> jvm(List<String> flags, Class<?> main, String... arguments) {
        return jvm(flags, "", main, arguments);
    }

    /** The same with a folder of classes that come before all others; empty for none. */
    static List<String> jvm(List<String> flags, String classes, Class<?> main, String... arguments) {
        List<String> command = java(flags);
        String path = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classes.isEmpty() ? path : classes + File.pathSeparator + path, main.getName()));
        Collections.addAll(command, arguments);
        return command;
    }

    /** The command of a JVM, up to what it shall run. */
    static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(ALWAYS);
        return command;
    }

    /** Runs a child to its end and gives what it printed; what it complains of goes to our standard error. */
    static List<String> output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            List<String> printed = lines.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("A child failed with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}

package dev.understudy.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs PostgreSQL's own programs; what they say goes to a log file. */
final class PostgresPrograms {
    private static final long MAX_LOG_BYTES = 1 << 20;

    private final Path home;
    private final Path log;

    PostgresPrograms(Path home, Path log) {
        this.home = home;
        this.log = log;
    }

    /** Creates a cluster that asks everybody for a password. The order of text does not depend on the machine. */
    void initialise(Path cluster, String user, Path passwordFile) throws IOException {
        run(
                "initdb",
                "--pgdata=" + cluster,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }

    /** Starts the server in a session of its own, so that Ctrl-C reaches us alone, and waits until it is ready. */
    void start(Path cluster, int port) throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.delete(log);
        }
        run("pg_ctl", "start", "-w", "-t", "60", "-D", cluster.toString(), "-l", log.toString(), "-o", "-p " + port);
    }

    /** Ends all sessions, writes out what is in memory, and stops the server. */
    void stop(Path cluster) throws IOException {
        run("pg_ctl", "stop", "-w", "-t", "20", "-m", "fast", "-D", cluster.toString());
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name")) && isLinux()) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, with the same files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        Collections.addAll(command, arguments);
        File output = log.toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(lastLine());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("it was interrupted", e);
        }
    }

    private static boolean isLinux() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(log);
        for (String line : lines.reversed()) {
            if (line.startsWith("unshare:")) {
                return "it does not run as root, and this machine gives it no user namespace";
            }
            if (line.contains("FATAL:") || line.contains("error:")) {
                return line.substring(Math.max(line.indexOf("FATAL:"), line.indexOf("error:")));
            }
        }
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }
}

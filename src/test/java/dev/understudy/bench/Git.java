package dev.understudy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real git in one folder, with nothing of the machine's configuration.
 *
 * @param folder its work tree
 */
record Git(Path folder) {
    /** Runs it; it has to succeed. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_AUTHOR_NAME", "Bench",
                        "GIT_AUTHOR_EMAIL", "bench@example.org",
                        "GIT_COMMITTER_NAME", "Bench",
                        "GIT_COMMITTER_EMAIL", "bench@example.org",
                        "LC_ALL", "C"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " failed:\n" + output);
        }
        return output;
    }

    /** Writes what has changed of a ruleset, and commits it. */
    void commit(GeneratedRules rules) throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : rules.files().entrySet()) {
            write(GeneratedRules.NAME + "/" + file.getKey(), file.getValue());
        }
        commit("Version " + rules.version());
    }

    /** Commits all that is there. */
    void commit(String message) throws IOException, InterruptedException {
        run("add", "-A");
        run("commit", "-q", "-m", message);
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}

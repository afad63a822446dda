package dev.understudy.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real git, in one folder, with nothing of the machine's configuration. */
public final class GitClient {
    /**
     * What one call came to.
     *
     * @param exit its exit code
     * @param output all that it printed
     */
    public record Result(int exit, String output) {}

    private final Path folder;

    private GitClient(Path folder) {
        this.folder = folder;
    }

    /** An empty repository with the branch main. */
    public static GitClient init(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitClient client = new GitClient(folder);
        client.ok("init", "-q", "-b", "main");
        return client;
    }

    /** One in a folder that is there. */
    public static GitClient in(Path folder) {
        return new GitClient(folder);
    }

    /** Its folder. */
    public Path folder() {
        return folder;
    }

    /** Runs git, which has to succeed. */
    public String ok(String... arguments) {
        Result result = run(arguments);
        if (result.exit != 0) {
            throw new AssertionError(
                    "git " + String.join(" ", arguments) + " failed with " + result.exit + ":\n" + result.output);
        }
        return result.output.strip();
    }

    /** Runs git, which may fail. */
    public Result run(String... arguments) {
        try {
            Process process = start(arguments);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_AUTHOR_NAME", "Ana",
                        "GIT_AUTHOR_EMAIL", "ana@example.org",
                        "GIT_COMMITTER_NAME", "Ana",
                        "GIT_COMMITTER_EMAIL", "ana@example.org",
                        "LC_ALL", "C"));
        return builder.start();
    }

    /** Writes a file. */
    public GitClient write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file. */
    public GitClient write(String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Commits all that is there and gives the commit's id. */
    public String commit(String message) {
        ok("add", "-A");
        ok("commit", "-q", "--allow-empty", "-m", message);
        return ok("rev-parse", "HEAD");
    }
}

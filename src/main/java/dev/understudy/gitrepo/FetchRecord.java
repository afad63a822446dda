package dev.understudy.gitrepo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of the fetches so far. The last success is kept as the modification time of a file, so that a node that
 * starts while the remote is down can say how old its rules are. One thread writes, any thread reads.
 */
final class FetchRecord implements Freshness {
    private record State(
            @Nullable Instant confirmedAt,
            int failures,
            @Nullable String lastError) {}

    private final Path file;
    private final InstantSource clock;
    private volatile State state;

    FetchRecord(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.state = new State(readOrNull(file), 0, null);
    }

    void succeeded() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.setLastModifiedTime(file, FileTime.from(now));
        state = new State(now, 0, null);
    }

    void failed(String sentence) {
        State before = state;
        state = new State(before.confirmedAt, before.failures + 1, sentence);
    }

    @Override
    public Optional<Instant> confirmedAt() {
        return Optional.ofNullable(state.confirmedAt);
    }

    @Override
    public int consecutiveFailures() {
        return state.failures;
    }

    @Override
    public Optional<String> lastError() {
        return Optional.ofNullable(state.lastError);
    }

    private static @Nullable Instant readOrNull(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : null;
        } catch (IOException e) {
            return null;
        }
    }
}

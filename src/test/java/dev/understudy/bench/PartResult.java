package dev.understudy.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one part found, as it is kept in {@code results-<part>.json}.
 *
 * @param part its name
 * @param startedAt when, in UTC
 * @param seconds how long it took
 * @param shortened whether it only proved that it works
 * @param machine where
 * @param figures for people
 * @param raw the values behind them
 */
record PartResult(
        String part,
        String startedAt,
        long seconds,
        boolean shortened,
        Machine machine,
        List<Figure> figures,
        List<Map<String, ?>> raw) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                file(folder, part), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    static Optional<PartResult> read(Path folder, String part) throws IOException {
        Path file = file(folder, part);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), PartResult.class)) : Optional.empty();
    }

    private static Path file(Path folder, String part) {
        return folder.resolve("results-" + part + ".json");
    }
}

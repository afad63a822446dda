package dev.understudy.decisionlog.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of zeros that have their blocks. */
final class BlocksTest {
    private static final int BYTES = 3 << 20;

    @TempDir
    private Path folder;

    @Test
    void bothWaysMakeTheSameFile() throws IOException {
        Path asked = folder.resolve("asked ü");
        Path written = folder.resolve("written");
        Blocks.fill(asked, BYTES + 4096);
        Blocks.write(written, BYTES + 4096);
        assertThat(asked).hasSize(BYTES + 4096).hasSameBinaryContentAs(written);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theBlocksAreTaken() throws IOException {
        Path file = folder.resolve("file");
        Blocks.fill(file, BYTES);
        // In units of 512 bytes, whatever the file system's own are.
        assertThat(blocks(file)).isGreaterThanOrEqualTo(BYTES / 512);
    }

    @Test
    void whatStoodThereIsGone() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "something");
        Blocks.fill(file, 4096);
        assertThat(Files.readAllBytes(file)).isEqualTo(new byte[4096]);
    }

    @Test
    void aFileThatCantBeMadeIsToldByItsName() {
        Path file = folder.resolve("no-folder").resolve("file");
        assertThatThrownBy(() -> Blocks.fill(file, 4096))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskWithoutRoomIsToldAndNotFilled() {
        assertThatThrownBy(() -> Blocks.fill(folder.resolve("file"), 1L << 55)).isInstanceOf(IOException.class);
    }

    private static long blocks(Path file) throws IOException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
}

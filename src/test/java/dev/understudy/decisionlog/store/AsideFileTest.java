package dev.understudy.decisionlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.decisionlog.Decisions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideFileTest {
    private static final String FIRST = """
            {"at":"2026-01-23T12:00:00Z","reason":"It is \\"none\\".","record":"AQID"}""";

    private final Path folder;
    private final Path file;

    AsideFileTest(@TempDir Path folder) {
        this.folder = folder.resolve("not/there/yet");
        this.file = this.folder.resolve(AsideFile.NAME);
    }

    private void add(AsideFile aside) throws IOException {
        aside.add(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}, 1, 3), "It is \"none\".", Decisions.NOON);
    }

    @Test
    void eachRecordIsALineThatItsOwnerAloneMayRead() throws IOException {
        add(new AsideFile(folder));
        add(new AsideFile(folder));

        assertThat(Files.readString(file)).isEqualTo(FIRST + "\n" + FIRST + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void halfALineOfACrashSpoilsNoOther() throws IOException {
        add(new AsideFile(folder));
        Files.writeString(file, FIRST + "\n{\"at\":\"2026-");
        add(new AsideFile(folder));

        assertThat(Files.readAllLines(file)).containsExactly(FIRST, "{\"at\":\"2026-", FIRST);
    }

    @Test
    void whenThereIsTooMuchNothingIsAddedAndItSaysSo() throws IOException {
        AsideFile aside = new AsideFile(folder, FIRST.length() + 10L);
        add(aside);

        assertThatThrownBy(() -> add(aside))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("look into it and move it away");
        assertThat(Files.readAllLines(file)).containsExactly(FIRST);
    }
}

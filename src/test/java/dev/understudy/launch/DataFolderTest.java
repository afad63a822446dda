package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void itIsCreatedAndTheProbeIsGone() throws IOException {
        Path root = temp.resolve("a/b with blank");
        DataFolder.open(root);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFileInItsPlaceIsOneSentence() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The data folder " + file + " can't be created: a file of that name is in the way; give"
                        + " another folder with --data, or make this one writable.");
    }

    @Test
    void aPlaceThatTakesNoFoldersIsOneSentence() {
        Path proc = Path.of("/proc/understudy");
        assumeThat(Files.isDirectory(Path.of("/proc/self"))).isTrue();
        assertThatThrownBy(() -> DataFolder.open(proc))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The data folder /proc/understudy can't be created: no such place; ");
    }

    @Test
    void aSecretStaysTheSameAndBelongsToThisUserAlone() throws IOException {
        DataFolder data = DataFolder.open(temp);
        String secret = data.secret("signing.key");
        assertThat(secret).hasSize(44).isEqualTo(DataFolder.open(temp).secret("signing.key"));
        assertThat(data.secret("other")).isNotEqualTo(secret);
        Path file = temp.resolve("secrets/signing.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondInstanceIsToldWhoHoldsTheFolder() {
        DataFolder data = DataFolder.open(temp);
        try (InstanceLock _ = InstanceLock.take(data, 8123)) {
            assertThatThrownBy(() -> InstanceLock.take(data, 8124))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ", port 8123")
                    .hasMessageEndingWith("--data.");
        }
        InstanceLock.take(data, 8124).close();
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith("The port " + taken.getLocalPort() + " is taken")
                    .hasMessageEndingWith("--port.");
        }
        Ports.requireFree(Ports.free());
    }
}

package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargePushTest {
    @TempDir
    private Path temp;

    private HostedServer server;
    private GitClient clone;

    @BeforeEach
    void cloneTheRules() throws IOException {
        server = HostedServer.start(temp.resolve("data"));
        GitClient.in(temp).ok("clone", "-q", server.url("analyst"), "clone");
        clone = GitClient.in(temp.resolve("clone"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"60, 1", "60, 200", "100, 1", "100, 200"})
    void moreThanFiftyMegabytesIsRefusedWithASentence(int megabytes, int postBufferMegabytes) throws IOException {
        byte[] noise = new byte[megabytes << 20];
        new Random(megabytes).nextBytes(noise);
        clone.write("big.bin", noise).commit("big");
        GitClient.Result result = clone.run(
                "-c", "http.postBuffer=" + (postBufferMegabytes << 20), "push", "origin", "HEAD:refs/heads/big");
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("this push has more than 50 MB, which is the most that is taken at once.");
        assertThat(server.rules().heads()).hasSize(1);
        assertThat(files("objects/pack")).isZero();

        clone.ok("push", "-q", "origin", "HEAD~1:refs/heads/small");
    }

    @Test
    void aFileThatUnfoldsToMoreIsRefusedToo() {
        clone.write("zeros.bin", new byte[60 << 20]).commit("zeros");
        assertThat(clone.run("push", "origin", "HEAD:refs/heads/zeros").output())
                .contains("this push has more than 50 MB");
    }

    @Test
    void aPushThatIsCutInTheMiddleChangesNothing() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        String head = clone.write("some.bin", noise).commit("some");
        String command = "0".repeat(40) + " " + head + " refs/heads/cut\0 report-status side-band-64k";
        byte[] line = ("%04x".formatted(command.length() + 4) + command + "0000PACK\0\0\0\2\0\0\0\3")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket("localhost", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /git/rules.git/git-receive-pack HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                            + Base64.getEncoder().encodeToString("analyst:analyst".getBytes(StandardCharsets.US_ASCII))
                            + "\r\nContent-Type: application/x-git-receive-pack-request\r\nContent-Length: 1000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(line);
            out.flush();
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                in.readAllBytes();
            }
        }
        assertThat(server.rules().heads()).hasSize(1);
        assertThat(server.moves()).isEmpty();
        clone.ok("push", "-q", "origin", "HEAD:refs/heads/cut");
        assertThat(server.rules().heads()).hasSize(2);
    }

    private long files(String folder) throws IOException {
        try (var paths = Files.walk(server.store().folder().resolve(folder))) {
            return paths.filter(Files::isRegularFile).count();
        }
    }
}

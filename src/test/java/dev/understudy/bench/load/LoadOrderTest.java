package dev.understudy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOrderTest {
    @Test
    void anOrderIsALineWhoseFileMayHaveBlanks() {
        LoadOrder order = new LoadOrder(8080, 4711, 16, 500, 5_000, 12_345.5, Path.of("/tmp/a folder/requests"));
        assertThat(LoadOrder.parse(order.line())).isEqualTo(order);
    }

    @Test
    void aShortLineIsRefused() {
        assertThatThrownBy(() -> LoadOrder.parse("8080 1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestsAreSentAsTheyWereWritten(@TempDir Path folder) throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] request = RequestFile.post("/x", "app", body);
        assertThat(new String(request, StandardCharsets.UTF_8))
                .startsWith("POST /x HTTP/1.1\r\n")
                .contains("\r\nAuthorization: Basic YXBwOmFwcA==\r\n", "\r\nContent-Length: 2\r\n")
                .endsWith("\r\n\r\n{}");
        assertThat(new String(RequestFile.post("/x", "", body), StandardCharsets.UTF_8))
                .doesNotContain("Authorization");
        Path file = folder.resolve("requests");
        RequestFile.writePosts(file, "/x", "app", List.of(body, body));
        assertThat(RequestFile.read(file)).hasSize(2).first().satisfies(buffer -> {
            byte[] read = new byte[buffer.remaining()];
            buffer.duplicate().get(read);
            assertThat(read).isEqualTo(request);
        });
    }
}

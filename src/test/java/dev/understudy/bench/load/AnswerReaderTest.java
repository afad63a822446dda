package dev.understudy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nRules-Age: 0\r\ncontent-length: 12\r\nX: y\r\n\r\nHello\r\n\r\n!..";

    private final AnswerReader reader = new AnswerReader();

    private boolean read(String text) throws IOException {
        return reader.read(Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void anAnswerMayComeByteByByte() throws IOException {
        for (int i = 0; i < ANSWER.length() - 1; i++) {
            assertThat(read(ANSWER.substring(i, i + 1))).isFalse();
        }
        assertThat(read(".")).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.size()).isEqualTo(ANSWER.length());
    }

    @Test
    void afterOneAnswerComesTheNext() throws IOException {
        assertThat(read(ANSWER)).isTrue();
        reader.next();
        assertThat(read("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")).isTrue();
        assertThat(reader.status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
                ""
            })
    void whatItDoesNotUnderstandIsAnError(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }
}

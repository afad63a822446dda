package dev.understudy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 8192, 1 << 20})
    void chunksAreWholeLinesInOrder(int bytesAtOnce) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 3_000; i++) {
            text.append(i).append(' ').append("x".repeat(i % 97)).append('\n');
        }
        text.append("the last, without an end");
        List<String> lines = new ArrayList<>();
        LineReader reader = new LineReader(dripping(text.toString(), bytesAtOnce), 1 << 20);
        BatchChunk chunk = new BatchChunk();
        while (reader.next(chunk)) {
            assertThat(chunk.firstLine).isEqualTo(lines.size() + 1);
            new String(chunk.lines, 0, chunk.length, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
        }
        assertThat(lines).isEqualTo(text.toString().lines().toList());
    }

    @Test
    void aLineLongerThanABufferIsReadWhole() throws IOException {
        String line = "y".repeat(BatchChunk.BYTES * 3);
        LineReader reader = new LineReader(dripping(line + "\nshort\n", 9_000), 1 << 20);
        BatchChunk chunk = new BatchChunk();
        StringBuilder read = new StringBuilder();
        while (reader.next(chunk)) {
            read.append(new String(chunk.lines, 0, chunk.length, StandardCharsets.UTF_8));
        }
        assertThat(read).hasToString(line + "\nshort\n");
    }

    @Test
    void aLineWithoutEndIsRefusedByItsNumber() throws IOException {
        LineReader reader = new LineReader(dripping("one\n" + "z".repeat(300_000), 64), 200_000);
        BatchChunk chunk = new BatchChunk();
        assertThat(reader.next(chunk)).isTrue();
        assertThatThrownBy(() -> reader.next(chunk))
                .isInstanceOf(LineReader.LineTooLong.class)
                .hasMessage("Line 2 has more than 200000 bytes.");
    }

    @Test
    void nothingHasNoChunk() throws IOException {
        assertThat(new LineReader(dripping("", 1), 10).next(new BatchChunk())).isFalse();
    }

    private static InputStream dripping(String text, int bytesAtOnce) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, bytesAtOnce));
            }
        };
    }
}

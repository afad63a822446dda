package dev.understudy.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8SinkTest {
    private final Utf8Sink sink = new Utf8Sink();

    private String written() {
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                -1,
                -10,
                99,
                100,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L
            })
    void numbersAreWrittenAsJavaWritesThem(long number) {
        sink.number(number);

        assertThat(written()).isEqualTo(Long.toString(number));
    }

    @Test
    void itGrowsAndIsUsedAgain() {
        sink.text("é".repeat(5_000));
        assertThat(sink.size()).isEqualTo(10_002);
        assertThat(written()).isEqualTo("\"" + "é".repeat(5_000) + "\"");
        sink.reset();
        sink.ascii("x");
        assertThat(written()).isEqualTo("x");
    }
}

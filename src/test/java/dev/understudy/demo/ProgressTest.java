package dev.understudy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static String show(boolean terminal, int total) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), terminal, total);
        for (int i = 0; i < total; i++) {
            progress.step();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalSeesOneBarThatGrows() {
        assertThat(show(true, 4))
                .contains("\r[##########..............................]  25 %  1 of 4 flights\r[####################")
                .containsOnlyOnce(System.lineSeparator())
                .endsWith(
                        "\r[########################################] 100 %  4 of 4 flights" + System.lineSeparator());
    }

    @Test
    void aTerminalIsWrittenToAtMostOnceAPercent() {
        assertThat(show(true, 5_000).chars().filter(c -> c == '\r')).hasSize(100);
    }

    @Test
    void aFileGetsALineEveryTenPercent() {
        assertThat(show(false, 1_000).lines()).hasSize(10).startsWith(" 10 %  100 of 1,000 flights");
    }

    @Test
    void fewFlightsStillEndAtOneHundredPercent() {
        assertThat(show(false, 3).lines())
                .containsExactly(" 33 %  1 of 3 flights", " 66 %  2 of 3 flights", "100 %  3 of 3 flights");
    }
}

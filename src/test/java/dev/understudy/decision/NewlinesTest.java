package dev.understudy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {
    @Test
    void findsWhatALoopOverTheBytesFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(70)];
            for (int i = 0; i < bytes.length; i++) {
                // The neighbours of a newline are what a trick with whole words gets wrong.
                bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : '\n' + random.nextInt(3) - 1);
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int count = 0;
            int first = to;
            for (int i = to - 1; i >= from; i--) {
                if (bytes[i] == '\n') {
                    count++;
                    first = i;
                }
            }
            assertThat(Newlines.count(bytes, from, to)).as("round %d", round).isEqualTo(count);
            assertThat(Newlines.first(bytes, from, to)).as("round %d", round).isEqualTo(first);
        }
    }
}

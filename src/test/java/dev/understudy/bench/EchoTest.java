package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final byte[] BODY = "{\"facts\":{\"Flight\":[{\"delay\":95}]}}".getBytes(StandardCharsets.UTF_8);

    @Test
    void itWritesWhatItRead() throws IOException {
        assertThat(new Echo(() -> true).of(BODY)).isEqualTo(BODY);
    }

    @Test
    void unlessAskedForItIsNotThere() {
        assertThatThrownBy(() -> new Echo(() -> false).of(BODY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
    }
}

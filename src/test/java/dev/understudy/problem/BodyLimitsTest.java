package dev.understudy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "/git/rules.git/git-receive-pack, 1140850688",
        "/api/v1/rulesets/flight-compensation/decisions/batch, 17179869184",
        "/api/v1/rulesets/flight-compensation/decisions, 2097152",
        "/api/v1/rulesets/a/b/decisions/batch, 2097152",
        "/gitx, 2097152",
        "/, 2097152"
    })
    void eachPathHasItsLimit(String path, long bytes) {
        assertThat(BodyLimits.limit(path)).isEqualTo(bytes);
    }

    @Test
    void theSentenceNamesTheLimit() {
        assertThat(BodyLimits.problem(2 << 20).detail())
                .isEqualTo("The body has more than 2 MiB, which is the most that is taken here.");
    }
}

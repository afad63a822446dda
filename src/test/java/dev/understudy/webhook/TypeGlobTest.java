package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeGlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, dev.understudy.ping, true",
        "dev.understudy.*, dev.understudy.ping, true",
        "dev.understudy.rollout.*, dev.understudy.rollout.held, true",
        "dev.understudy.rollout.*, dev.understudy.ruleset.reverted, false",
        "*.rolled-back, dev.understudy.change-request.rolled-back, true",
        "*rollout*back*, dev.understudy.rollout.rolled-back, true",
        "dev.understudy.ping, dev.understudy.ping, true",
        "dev.understudy.ping, dev.understudy.pings, false",
        "dev.understudy.pin, dev.understudy.ping, false",
        "dev.understudy.ping**, dev.understudy.ping, true",
        "dev.understudy-ping, dev.understudy.ping, false",
    })
    void aStarStandsForAnyLetters(String glob, String type, boolean matches) {
        assertThat(TypeGlob.matches(glob, type)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoTime() {
        assertThat(TypeGlob.matches("*a".repeat(50), "a".repeat(49) + "b".repeat(10_000)))
                .isFalse();
    }
}

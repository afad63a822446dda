package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutsTest {
    private static ChangeWindows frozen(String reason) {
        Instant start = Instant.parse("2026-12-20T00:00:00Z");
        return new ChangeWindows(
                ZoneOffset.UTC,
                List.of(),
                List.of(new ChangeWindows.Dated(start, start.plus(Duration.ofDays(14)), reason)));
    }

    private static RolloutPlan plan(int ppm, ChangeWindows windows) {
        return new RolloutPlan(
                List.of(new RolloutStage.Share(new Exposure(ppm), Duration.ofSeconds(1), 1)),
                Exposure.NONE,
                Optional.empty(),
                windows,
                GuardrailSettings.USUAL);
    }

    @Test
    void aPlanOfOnesOwnKeepsTheWindowsOfTheRulesThatAreLive() {
        RolloutPlan usual = plan(10_000, frozen("Holidays"));
        assertThat(Rollouts.frozenLike(usual, plan(500_000, ChangeWindows.ALWAYS)))
                .isEqualTo(plan(500_000, frozen("Holidays")));
        assertThat(Rollouts.frozenLike(usual, plan(500_000, frozen("Mine"))))
                .isEqualTo(plan(500_000, frozen("Holidays")));
    }

    @Test
    void whereTheRulesHaveNoneItHasItsOwn() {
        assertThat(Rollouts.frozenLike(RolloutPlan.AT_ONCE, plan(500_000, frozen("Mine"))))
                .isEqualTo(plan(500_000, frozen("Mine")));
    }
}

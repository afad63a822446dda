package dev.understudy.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.RulesetManifest.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetUseTest {
    private static final Limits LIMITS = new Limits(Duration.ofMillis(250), 1_000, 32 << 20, 100);

    @Test
    void theLargerShareCounts() {
        BudgetUse firings = new BudgetUse(LIMITS, 500, 83, 1_000);
        assertThat(firings.fraction()).isEqualTo(0.83);
        assertThat(firings.nearest()).isEqualTo("firings");
        assertThat(firings.text()).isEqualTo("83 of 100 firings");
        BudgetUse steps = new BudgetUse(LIMITS, 900, 83, 1_000);
        assertThat(steps.fraction()).isEqualTo(0.9);
        assertThat(steps.nearest()).isEqualTo("steps");
        assertThat(steps.text()).isEqualTo("900 of 1000 steps");
    }

    @Test
    void timeHasNoPartInIt() {
        assertThat(new BudgetUse(LIMITS, 0, 0, Long.MAX_VALUE).fraction()).isZero();
    }
}

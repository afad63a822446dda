package dev.understudy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.LoggedLines;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions that use most of a limit. */
class NearLimitTest {
    private final BudgetBed bed = new BudgetBed();
    private final LoggedLines log = new LoggedLines(BudgetGuard.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    private double near(String limit, boolean effective) {
        return bed.registry.find("understudy.decisions.near.limit").counters().stream()
                .filter(each -> limit.equals(each.getId().getTag("limit")))
                .filter(each -> Boolean.toString(effective).equals(each.getId().getTag("effective")))
                .mapToDouble(each -> each.count())
                .sum();
    }

    @Test
    void fromFourFifthsOnEachIsCounted() {
        bed.call("main", "firings 7999");
        bed.call("main", "steps 799");
        assertThat(bed.metric("understudy.decisions.near.limit")).isZero();
        bed.call("main", "firings 8000");
        bed.call("main", "firings 9000");
        bed.call("main", "steps 800");
        bed.push("draft/x", 2);
        bed.call("draft/x", "steps 1000");
        assertThat(near("firings", true)).isEqualTo(2);
        assertThat(near("steps", true)).isEqualTo(1);
        assertThat(near("steps", false)).isEqualTo(1);
    }

    @Test
    void theLogTellsOfEachBranchOnceAMinute() {
        bed.push("draft/x", 2);
        for (int i = 0; i < 10; i++) {
            bed.call("main", "firings 8300");
            bed.call("draft/x", "steps 900");
        }
        assertThat(log.lines())
                .containsExactly(
                        "WARN acme on main at " + "c".repeat(39) + "1 is near its limit: a decision used 8300 of 10000"
                                + " firings. Beyond it decisions are stopped.",
                        "WARN acme on draft/x at " + "c".repeat(39) + "2 is near its limit: a decision used 900 of 1000"
                                + " steps. Beyond it decisions are stopped.");
        bed.wait(Duration.ofSeconds(59));
        bed.call("main", "firings 8300");
        assertThat(log.lines()).hasSize(2);
        bed.wait(Duration.ofSeconds(1));
        bed.call("main", "firings 8300");
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void rulesRememberTheirHighestShare() {
        assertThat(bed.slot(1).budgets().highest()).isZero();
        bed.call("main", "steps 300");
        bed.call("main", "firings 2000");
        assertThat(bed.slot(1).budgets().highest()).isEqualTo(0.3);
        bed.call("main", "stop");
        assertThat(bed.slot(1).budgets().highest()).isEqualTo(1);
    }

    @Test
    void aSubjectOfWhichNothingIsNewIsForgottenAndStillSaidOnce() {
        long[] now = {0};
        Rarely<Integer> rarely = new Rarely<>(100, () -> now[0]);
        for (int i = 0; i < 5_000; i++) {
            assertThat(rarely.now(i)).isTrue();
            assertThat(rarely.now(i)).isFalse();
        }
        now[0] = 100;
        assertThat(rarely.now(-1)).isTrue();
        assertThat(rarely.now(0)).isTrue();
        assertThat(rarely.now(0)).isFalse();
    }
}

package dev.understudy.rollout.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.rollout.guardrail.ShadowJudge.Seen;
import dev.understudy.rollout.guardrail.Verdict.Act;
import dev.understudy.rollout.guardrail.Verdict.Gate;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.ShadowStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShadowJudgeTest {
    private static final ShadowStage STAGE =
            new ShadowStage(Exposure.ALL, Duration.ofSeconds(10), 100, Optional.empty());
    private static final Duration LONG = Duration.ofSeconds(10);

    private static Verdict judge(long changed, long same, long failed, double declared, Duration lasted) {
        return ShadowJudge.judge(
                STAGE,
                new Seen(
                        changed + same + failed,
                        failed,
                        Optional.of(new BlastRadius(declared, changed + failed, same))),
                lasted);
    }

    @Test
    void noDataAndTooLittleTimeHold() {
        assertThat(judge(0, 0, 0, 0.05, LONG).act()).isEqualTo(Act.HOLD);
        assertThat(judge(0, 99, 0, 0.05, LONG).act()).isEqualTo(Act.HOLD);
        assertThat(judge(0, 100, 0, 0.05, LONG.minusMillis(1)).act()).isEqualTo(Act.HOLD);
        assertThat(judge(0, 100, 0, 0.05, LONG).act()).isEqualTo(Act.PROCEED);
        assertThat(judge(0, 0, 0, 0.05, LONG).isAlarm()).isFalse();
    }

    @Test
    void moreThanWasDeclaredHoldsFirstAndRollsBackThen() {
        boolean held = false;
        for (int changed = 0; changed < 100; changed++) {
            Verdict verdict = judge(changed, 100, 0, 0.05, LONG);
            if (verdict.act() == Act.ROLL_BACK) {
                assertThat(verdict.cause().gate()).isEqualTo(Gate.BLAST_RADIUS);
                assertThat(verdict.cause().value()).isGreaterThanOrEqualTo(100);
                assertThat(held).isTrue();
                return;
            }
            held |= verdict.act() == Act.HOLD && verdict.isAlarm();
        }
        throw new AssertionError("It never rolled back.");
    }

    @Test
    void theFirstChangeThatWasNotDeclaredRollsBack() {
        ShadowStage declaring = STAGE.allowing(List.of(new OutcomeChange("a", "b")));
        for (long undeclared : new long[] {1, 1_000}) {
            Verdict verdict = ShadowJudge.judge(declaring, new Seen(1, 0, Optional.empty(), undeclared), Duration.ZERO);
            assertThat(verdict.act()).isEqualTo(Act.ROLL_BACK);
            assertThat(verdict.isAlarm()).isTrue();
            assertThat(verdict.cause().gate()).isEqualTo(Gate.TRANSITIONS);
            assertThat(verdict.cause().value()).isEqualTo((double) undeclared);
        }
        assertThat(ShadowJudge.judge(declaring, new Seen(100, 0, Optional.empty()), LONG)
                        .act())
                .isEqualTo(Act.PROCEED);
    }

    @Test
    void asMuchAsWasDeclaredIsNoReason() {
        assertThat(judge(50, 950, 0, 0.05, LONG).act()).isEqualTo(Act.PROCEED);
    }

    @Test
    void withoutADeclarationAnyShareMayChange() {
        assertThat(ShadowJudge.judge(STAGE, new Seen(1_000, 0, Optional.empty()), LONG)
                        .act())
                .isEqualTo(Act.PROCEED);
    }

    @Test
    void oneFailureRollsBack() {
        Verdict verdict = judge(0, 1, 1, 0.9, Duration.ZERO);
        assertThat(verdict.act()).isEqualTo(Act.ROLL_BACK);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.FAST_TRIP);
    }

    @Test
    void boundsHoldTheShareAndShrink() {
        assertThat(ShareBounds.of(0, 0)).isEqualTo(new ShareBounds(0, 1));
        ShareBounds none = ShareBounds.of(0, 1_000);
        assertThat(none.atLeast()).isZero();
        // Without a hit the mixture is 1 / (n + 1), so that (1 - p)^n = 1 / (20 (n + 1)).
        assertThat(none.atMost()).isCloseTo(1 - Math.pow(20 * 1_001.0, -1 / 1_000.0), within(1e-9));
        ShareBounds few = ShareBounds.of(10, 90);
        ShareBounds many = ShareBounds.of(100_000, 900_000);
        assertThat(few.atLeast()).isBetween(0.01, 0.1);
        assertThat(few.atMost()).isBetween(0.1, 0.3);
        assertThat(many.atMost() - many.atLeast()).isLessThan(0.004);
        assertThat(ShareBounds.of(7, 0).atMost()).isEqualTo(1);
        assertThatThrownBy(() -> ShareBounds.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsHoldHoweverOftenOneLooks() {
        SplittableRandom random = new SplittableRandom(7);
        int broken = 0;
        for (int run = 0; run < 400; run++) {
            long hits = 0;
            for (int n = 1; n <= 500; n++) {
                hits += random.nextDouble() < 0.05 ? 1 : 0;
                ShareBounds bounds = ShareBounds.of(hits, n - hits);
                if (bounds.atLeast() > 0.05 || bounds.atMost() < 0.05) {
                    broken++;
                    break;
                }
            }
        }
        assertThat(broken).isLessThanOrEqualTo(400 / 20);
    }
}

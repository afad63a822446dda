package dev.understudy.rollout.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rollout.guardrail.Verdict.Act;
import dev.understudy.rollout.guardrail.Verdict.Gate;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.RolloutStage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final RolloutStage STAGE = new RolloutStage.Share(new Exposure(50_000), Duration.ofMinutes(10), 20);
    private static final Progress DONE = new Progress(20, Duration.ofMinutes(10));

    private static Verdict judge(Ledger ledger, Progress progress) {
        return new Judge(GuardrailSettings.USUAL).judge(ledger, STAGE, progress);
    }

    private static Ledger bad(Harm harm, int units) {
        Ledger ledger = Ledger.empty();
        for (int i = 0; i < units; i++) {
            ledger = ledger.withBad(harm, true, 0.05);
        }
        return ledger;
    }

    @Test
    void timeAndUnitsWithoutHarmProceed() {
        Verdict verdict = judge(Ledger.empty(), DONE);
        assertThat(verdict.act()).isEqualTo(Act.PROCEED);
        assertThat(verdict.isAlarm()).isFalse();
    }

    @Test
    void noDataHoldsAndNeverPasses() {
        Verdict verdict = judge(Ledger.empty(), new Progress(0, Duration.ofDays(30)));
        assertThat(verdict.act()).isEqualTo(Act.HOLD);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.UNITS);
        assertThat(verdict.isAlarm()).isFalse();
        RolloutStage lax = new RolloutStage.Share(Exposure.ALL, Duration.ofSeconds(1), 0);
        assertThat(new Judge(GuardrailSettings.USUAL)
                        .judge(Ledger.empty(), lax, new Progress(0, Duration.ofDays(1)))
                        .act())
                .isEqualTo(Act.HOLD);
    }

    @Test
    void tooShortATimeHolds() {
        Verdict verdict = judge(Ledger.empty(), new Progress(1_000, Duration.ofMinutes(9)));
        assertThat(verdict.act()).isEqualTo(Act.HOLD);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.SOAK);
    }

    @Test
    void aHandfulOfBadUnitsAtFivePercentRollsBack() {
        assertThat(judge(bad(Harm.FAILED, 2), DONE).act()).isEqualTo(Act.HOLD);
        assertThat(judge(bad(Harm.FAILED, 2), DONE).isAlarm()).isTrue();
        Verdict verdict = judge(bad(Harm.FAILED, 4), DONE);
        assertThat(verdict.act()).isEqualTo(Act.ROLL_BACK);
        assertThat(verdict.fields()).containsEntry("act", "ROLL_BACK").containsKey("findings");
        assertThat(verdict.cause().gate()).isEqualTo(Gate.HARM);
    }

    @Test
    void harmOnTheBaselineAloneProceeds() {
        Ledger ledger = Ledger.empty();
        for (int i = 0; i < 200; i++) {
            ledger = ledger.withBad(Harm.REPORTED, false, 0.05);
        }
        assertThat(judge(ledger, DONE).act()).isEqualTo(Act.PROCEED);
    }

    @Test
    void slownessCountsOnlyWithAnObjective() {
        assertThat(judge(bad(Harm.SLOW, 20), DONE).act()).isEqualTo(Act.PROCEED);
        GuardrailSettings timed = new GuardrailSettings(Optional.of(Duration.ofMillis(5)), Map.of(), 100);
        assertThat(new Judge(timed).judge(bad(Harm.SLOW, 20), STAGE, DONE).act())
                .isEqualTo(Act.ROLL_BACK);
    }

    @Test
    void theFirstFactsOnWhichOnlyTheCandidateFailsRollBack() {
        Verdict verdict = judge(Ledger.empty().withTrip(), new Progress(1, Duration.ZERO));
        assertThat(verdict.act()).isEqualTo(Act.ROLL_BACK);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.FAST_TRIP);
    }

    @Test
    void aFloorRollsBackThoughTheBaselineIsAsBad() {
        Ledger ledger = Ledger.empty();
        for (int i = 0; i < 99; i++) {
            ledger = ledger.withUnit(true, 0.5).withUnit(false, 0.5);
            ledger = ledger.withBad(Harm.FAILED, true, 0.5).withBad(Harm.FAILED, false, 0.5);
        }
        assertThat(judge(ledger, DONE).act()).isEqualTo(Act.PROCEED);
        ledger = ledger.withUnit(true, 0.5);
        Verdict verdict = judge(ledger, DONE);
        assertThat(verdict.act()).isEqualTo(Act.ROLL_BACK);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.FLOOR);
        assertThat(verdict.cause().subject()).isEqualTo("failed");
    }

    @Test
    void aWrongAllocationHoldsAndTells() {
        Ledger ledger = Ledger.empty();
        for (int i = 0; i < 200; i++) {
            ledger = ledger.withUnit(true, 0.05);
        }
        Verdict verdict = judge(ledger, DONE);
        assertThat(verdict.act()).isEqualTo(Act.HOLD);
        assertThat(verdict.cause().gate()).isEqualTo(Gate.ALLOCATION);
        assertThat(verdict.isAlarm()).isTrue();
    }

    @Test
    void ledgersOfNodesAddUp() {
        Ledger sum = bad(Harm.FAILED, 2).withTrip().plus(bad(Harm.FAILED, 2).withUnit(true, 0.1));
        assertThat(sum.of(Harm.FAILED).candidate()).isEqualTo(4);
        assertThat(sum.trips()).isEqualTo(1);
        assertThat(sum.allocation().units()).isEqualTo(1);
        assertThat(sum.of(Harm.SLOW).units()).isZero();
    }

    @Test
    void numbersThatAreTooLargeAreStillJson() {
        Verdict verdict = judge(bad(Harm.FAILED, 1_000), DONE);
        assertThat(verdict.cause().fields()).containsEntry("value", "infinite");
    }
}

package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.audit.AuditAction;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.TreeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of rollouts as time passes. */
class SteppingTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static RolloutRow row(ChangeWindows windows, RolloutState state, long units, Ledger ledger) {
        CommitId commit = new CommitId("a".repeat(40));
        TreeId tree = new TreeId("b".repeat(40));
        RolloutPlan plan = new RolloutPlan(
                List.of(
                        new RolloutStage.Share(new Exposure(50_000), Duration.ofSeconds(4), 2),
                        new RolloutStage.Share(new Exposure(500_000), Duration.ofSeconds(4), 2)),
                Exposure.NONE,
                Optional.empty(),
                windows,
                GuardrailSettings.USUAL);
        return new RolloutRow(
                UUID.randomUUID(),
                "acme",
                new RolloutRow.Change(1L, commit, "operator"),
                new RolloutRow.Sides(commit, tree, commit, tree),
                new RolloutRow.Draws("/Ask/0/who", false, RolloutKey.random()),
                plan,
                new RolloutRow.Course(state, 0, Duration.ZERO, START, units, ledger, null, null),
                new RolloutRow.Counts(0, 0, 0),
                null,
                new RolloutRow.Times(START, START, null));
    }

    private static RolloutRow running(long units) {
        return row(ChangeWindows.ALWAYS, RolloutState.RUNNING, units, Ledger.empty());
    }

    private static Ledger bad(int units) {
        Ledger ledger = Ledger.empty();
        for (int i = 0; i < units; i++) {
            ledger = ledger.withBad(Harm.FAILED, true, 0.05);
        }
        return ledger;
    }

    @Test
    void aStageEndsWithItsTimeAndItsUnits() {
        Stepping.Step step = Stepping.look(running(2), START.plusSeconds(4));
        assertThat(step.action()).isEqualTo(AuditAction.ROLLOUT_ADVANCED);
        assertThat(step.row().course().stage()).isEqualTo(1);
        assertThat(step.row().course().units()).isZero();
        Stepping.Step last =
                Stepping.look(step.row().on(step.row().course().with(Ledger.empty(), 2)), START.plusSeconds(8));
        assertThat(last.action()).isEqualTo(AuditAction.ROLLOUT_PROMOTING);
    }

    @Test
    void noDataHolds() {
        assertThat(Stepping.look(running(0), START.plusSeconds(4)).action()).isNull();
    }

    @Test
    void timeWithoutAnyNodeIsNoSoak() {
        RolloutRow after = Stepping.look(running(0), START.plusSeconds(86_400)).row();
        assertThat(after.course().ran()).isEqualTo(Stepping.LONGEST_TICK);
    }

    @Test
    void aClockThatGoesBackAddsNothing() {
        RolloutRow after = Stepping.look(running(2), START.minusSeconds(60)).row();
        assertThat(after.course().ran()).isZero();
        assertThat(after.state()).isEqualTo(RolloutState.RUNNING);
    }

    @Test
    void aWindowThatIsClosedKeepsExposureFromGrowingAndSaysSo() {
        ChangeWindows frozen = new ChangeWindows(
                ChangeWindows.ALWAYS.zone(),
                List.of(),
                List.of(new ChangeWindows.Dated(START, START.plusSeconds(60), "Holidays")));
        RolloutRow row = row(frozen, RolloutState.RUNNING, 2, Ledger.empty());
        Stepping.Step step = Stepping.look(row, START.plusSeconds(4));
        assertThat(step.action()).isNull();
        assertThat(step.row().course().reason()).contains("Holidays");
    }

    @Test
    void harmHoldsFirstAndRollsBackThenAlsoWhatIsPaused() {
        boolean held = false;
        for (int units = 1; units < 30; units++) {
            RolloutRow row = row(ChangeWindows.ALWAYS, RolloutState.RUNNING, 2, bad(units));
            Stepping.Step step = Stepping.look(row, START.plusSeconds(1));
            held |= step.row().state() == RolloutState.HELD;
            if (step.row().state() == RolloutState.ROLLED_BACK) {
                assertThat(held).isTrue();
                RolloutRow paused = row(ChangeWindows.ALWAYS, RolloutState.PAUSED, 2, bad(units));
                assertThat(Stepping.look(paused, START).row().state()).isEqualTo(RolloutState.ROLLED_BACK);
                return;
            }
        }
        throw new AssertionError("It was never rolled back.");
    }

    @Test
    void aTripRollsBackAtOnce() {
        RolloutRow row = row(
                ChangeWindows.ALWAYS, RolloutState.RUNNING, 0, Ledger.empty().withTrip());
        assertThat(Stepping.look(row, START).row().state()).isEqualTo(RolloutState.ROLLED_BACK);
    }

    @Test
    void whatIsKeptOfALedgerIsExact() {
        Ledger ledger = bad(7).withUnit(true, 0.05).withUnit(false, 0.05).withTrip();
        assertThat(LedgerJson.read(LedgerJson.write(ledger))).isEqualTo(ledger);
    }
}

package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.audit.AuditAction;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.ShadowStage;
import dev.understudy.ruleset.TreeId;
import dev.understudy.shadow.ShadowFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of rollouts that are in the shadow. */
class BeforeStagesTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = START.plusSeconds(4);

    private static RolloutRow row(RolloutState state, ChangeWindows windows) {
        CommitId commit = new CommitId("a".repeat(40));
        TreeId tree = new TreeId("b".repeat(40));
        RolloutPlan plan = new RolloutPlan(
                List.of(new RolloutStage.Share(new Exposure(50_000), Duration.ofSeconds(4), 2)),
                Exposure.NONE,
                Optional.empty(),
                windows,
                GuardrailSettings.USUAL,
                Optional.of(
                        new ShadowStage(Exposure.ALL, Duration.ofSeconds(4), 10, Optional.of(new Exposure(50_000)))));
        return new RolloutRow(
                UUID.randomUUID(),
                "acme",
                new RolloutRow.Change(1L, commit, "operator"),
                new RolloutRow.Sides(commit, tree, commit, tree),
                new RolloutRow.Draws("/Ask/0/who", false, RolloutKey.random()),
                plan,
                new RolloutRow.Course(
                        state, RolloutRow.Course.SHADOW, Duration.ZERO, START, 0, Ledger.empty(), null, null),
                new RolloutRow.Counts(0, 0, 0),
                null,
                new RolloutRow.Times(START, START, null));
    }

    private static RolloutRow shadowing() {
        return row(RolloutState.SHADOWING, ChangeWindows.ALWAYS);
    }

    private static ShadowFigures seen(long same, long changed, long failed, long late) {
        long all = same + changed + failed + late;
        return new ShadowFigures(all, 0, all, 0, same, changed, failed, late);
    }

    private static Stepping.Step step(RolloutRow row, Instant now, ShadowFigures seen) {
        return BeforeStages.step(row, now, seen, 0);
    }

    @Test
    void withItsTimeAndItsDecisionsTheFirstStageBegins() {
        Stepping.Step step = step(shadowing(), LATER, seen(10, 0, 0, 0));
        assertThat(step.action()).isEqualTo(AuditAction.ROLLOUT_STARTED);
        assertThat(step.row().state()).isEqualTo(RolloutState.RUNNING);
        assertThat(step.row().course().stage()).isZero();
        assertThat(step.row().course().ran()).isZero();
        assertThat(step.row().course().units()).isZero();
        assertThat(step.numbers()).containsKey("shadow");
    }

    @Test
    void noDataAndDecisionsThatWereOnlyLateHold() {
        assertThat(step(shadowing(), LATER, ShadowFigures.NONE).action()).isNull();
        assertThat(step(shadowing(), LATER, seen(9, 0, 0, 50)).action()).isNull();
        assertThat(step(shadowing(), START.plusSeconds(3), seen(10, 0, 0, 0)).action())
                .isNull();
    }

    @Test
    void aWindowThatIsClosedHolds() {
        ChangeWindows frozen = new ChangeWindows(
                ChangeWindows.ALWAYS.zone(),
                List.of(),
                List.of(new ChangeWindows.Dated(START, START.plusSeconds(60), "Holidays")));
        Stepping.Step step = step(row(RolloutState.SHADOWING, frozen), LATER, seen(10, 0, 0, 0));
        assertThat(step.action()).isNull();
        assertThat(step.row().course().reason()).contains("Holidays");
    }

    @Test
    void moreChangesThanDeclaredHoldAndThenRollBackAlsoWhatIsPaused() {
        boolean held = false;
        for (int changed = 0; changed < 50; changed++) {
            Stepping.Step step = step(shadowing(), LATER, seen(20, changed, 0, 0));
            if (step.row().state() == RolloutState.ROLLED_BACK) {
                assertThat(held).isTrue();
                assertThat(step.row().course().reason()).contains("More decisions change than were declared");
                assertThat(step.row().times().endedAt()).isEqualTo(LATER);
                assertThat(step(row(RolloutState.PAUSED, ChangeWindows.ALWAYS), LATER, seen(20, changed, 0, 0))
                                .row()
                                .state())
                        .isEqualTo(RolloutState.ROLLED_BACK);
                return;
            }
            held |= step.row().state() == RolloutState.HELD;
        }
        throw new AssertionError("It was never rolled back.");
    }

    @Test
    void oneThatIsHeldGoesOnInTheShadow() {
        Stepping.Step step = step(row(RolloutState.HELD, ChangeWindows.ALWAYS), LATER, seen(50, 1, 0, 0));
        assertThat(step.action()).isEqualTo(AuditAction.ROLLOUT_RESUMED);
        assertThat(step.row().state()).isEqualTo(RolloutState.SHADOWING);
        assertThat(step.row().course().isShadow()).isTrue();
    }

    @Test
    void onePausedStaysWhereItIs() {
        Stepping.Step step = step(row(RolloutState.PAUSED, ChangeWindows.ALWAYS), LATER, seen(50, 1, 0, 0));
        assertThat(step.action()).isNull();
        assertThat(step.row().course().ran()).isZero();
    }

    @Test
    void byHandItGoesOnToTheFirstStageAtOnce() {
        Stepping.Step step = Stepping.advance(shadowing(), java.util.Map.of());
        assertThat(step.row().course().stage()).isZero();
        assertThat(step.row().state()).isEqualTo(RolloutState.RUNNING);
    }

    @Test
    void oneChangeThatWasNotDeclaredRollsBackAtOnceAlsoWhatIsPaused() {
        for (RolloutState state : List.of(RolloutState.SHADOWING, RolloutState.HELD, RolloutState.PAUSED)) {
            RolloutRow row = row(state, ChangeWindows.ALWAYS);
            RolloutPlan plan = row.plan();
            RolloutRow declaring = new RolloutRow(
                    row.id(),
                    row.ruleset(),
                    row.change(),
                    row.sides(),
                    row.draws(),
                    plan.with(plan.shadow().orElseThrow().allowing(List.of(new OutcomeChange("a", "b")))),
                    row.course(),
                    row.counts(),
                    row.promoted(),
                    row.times());
            Stepping.Step step = BeforeStages.step(declaring, START, seen(1, 1, 0, 0), 1);
            assertThat(step.action()).isEqualTo(AuditAction.ROLLOUT_ROLLED_BACK);
            assertThat(step.row().course().reason()).contains("not declared (1 so far)");
        }
    }

    @Test
    void whatIsNotDeclaredIsCountedByKind() {
        ShadowStage any = new ShadowStage(Exposure.ALL, Duration.ofSeconds(1), 1, Optional.empty());
        ReplayReport report = new ReplayReport(
                1,
                6,
                0,
                List.of(kind("a", "b", 3), kind("b", "a", 2), kind("other", "other", 1)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(BeforeStages.undeclared(any, report)).isZero();
        assertThat(BeforeStages.undeclared(any.allowing(List.of(new OutcomeChange("a", "b"))), report))
                .isEqualTo(3);
    }

    private static ReplayReport.KindOfChange kind(String from, String to, long count) {
        return new ReplayReport.KindOfChange(from, to, count, List.of());
    }

    @Test
    void aFailureOnWhatTheBaselineDecidesRollsBackAtOnce() {
        Stepping.Step step = step(shadowing(), START, seen(0, 0, 1, 0));
        assertThat(step.action()).isEqualTo(AuditAction.ROLLOUT_ROLLED_BACK);
    }
}

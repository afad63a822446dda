package dev.understudy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.rollout.StageView.Side;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.cohort.Cohort;
import dev.understudy.rollout.cohort.CohortCompiler;
import dev.understudy.rollout.cohort.CohortResult.Compiled;
import dev.understudy.rollout.cohort.FactSource;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import dev.understudy.ruleset.SchemaDocument;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageViewTest {
    private static final RolloutKey KEY = RolloutKey.ofHex("00".repeat(32));
    private static final FactSource NO_FACTS = MissingNode::getInstance;
    private static final Caller APP = Caller.of("app", Set.of(Role.APP), Set.of());
    private static final Caller OTHER = Caller.of("other", Set.of(Role.APP), Set.of());
    private static final Duration SOAK = Duration.ofMinutes(1);

    private static RolloutPlan plan(int heldOutPpm) {
        return new RolloutPlan(
                List.of(
                        new RolloutStage.Cohort("caller.name == 'app'", Exposure.ALL, SOAK, 1),
                        new RolloutStage.Share(new Exposure(100_000), SOAK, 1),
                        new RolloutStage.Share(new Exposure(500_000), SOAK, 1)),
                new Exposure(heldOutPpm),
                Optional.empty(),
                ChangeWindows.ALWAYS,
                GuardrailSettings.USUAL);
    }

    private static StageView stage(int stage, int heldOutPpm) {
        CohortCompiler compiler = new CohortCompiler(List.of(), new SchemaDocument("{}"));
        Compiled compiled = (Compiled) compiler.compile("caller.name == 'app'");
        return StageView.of("r1", KEY, "/Flight/0/id", plan(heldOutPpm), stage, List.of(compiled.cohort()));
    }

    private static Side side(StageView view, @Nullable String unit, Caller caller) {
        return Objects.requireNonNull(view.side(unit, NO_FACTS, caller));
    }

    private static List<Integer> candidates(StageView view, Caller caller) {
        return IntStream.range(0, 2_000)
                .filter(i -> side(view, "u" + i, caller).assignment().candidate())
                .boxed()
                .toList();
    }

    @Test
    void aCohortIsInWholeAndNobodyElse() {
        assertThat(candidates(stage(0, 0), APP)).hasSize(2_000);
        assertThat(candidates(stage(0, 0), OTHER)).isEmpty();
        assertThat(side(stage(0, 0), "u", APP).byCohort()).isTrue();
    }

    @Test
    void laterStagesOnlyAdd() {
        List<Integer> tenth = candidates(stage(1, 0), OTHER);
        List<Integer> half = candidates(stage(2, 0), OTHER);
        assertThat(tenth).hasSizeBetween(150, 250);
        assertThat(half).hasSizeBetween(900, 1_100).containsAll(tenth);
        assertThat(candidates(stage(2, 0), APP)).hasSize(2_000);
    }

    @Test
    void whoIsHeldOutStaysOnTheBaselineThroughout() {
        StageView view = stage(0, 200_000);
        assertThat(candidates(view, APP)).hasSizeBetween(1_500, 1_700);
        Side held = IntStream.range(0, 100)
                .mapToObj(i -> side(view, "u" + i, APP))
                .filter(each -> each.assignment().isHeldOut())
                .findFirst()
                .orElseThrow();
        assertThat(held.assignment().candidate()).isFalse();
        assertThat(held.assignment().isConsistent()).isTrue();
    }

    @Test
    void withoutAUnitTheBaselineDecidesUndrawn() {
        for (String unit : new String[] {"", "\ud800"}) {
            assertThat(stage(2, 0).side(unit, NO_FACTS, APP)).isNull();
        }
        assertThat(stage(2, 0).side(null, NO_FACTS, APP)).isNull();
    }

    @Test
    void theExposureIsThatOfTheLargestGroupThatTheCallIsIn() {
        assertThat(side(stage(1, 0), "u", APP).assignment().exposure()).isEqualTo(Exposure.ALL);
        assertThat(side(stage(1, 0), "u", OTHER).assignment().exposure()).isEqualTo(new Exposure(100_000));
        assertThat(side(stage(1, 0), "u", OTHER).byCohort()).isFalse();
    }

    @Test
    void aConditionThatCanNotBeToldIsCountedAndNotIn() {
        CohortCompiler compiler = new CohortCompiler(
                List.of("F"), new SchemaDocument("{\"F\": {\"properties\": {\"x\": {\"type\": \"integer\"}}}}"));
        Cohort cohort = ((Compiled) compiler.compile("facts.F[0].x > 1")).cohort();
        StageView view = StageView.of("r1", KEY, "/F/0/x", plan(0), 0, List.of(cohort));
        assertThat(side(view, "u", APP).assignment().candidate()).isFalse();
        assertThat(view.unknown()).isEqualTo(1);
    }

    @Test
    void aStageWithoutItsCohortsIsRefused() {
        assertThatThrownBy(() -> StageView.of("r1", KEY, "k", plan(0), 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

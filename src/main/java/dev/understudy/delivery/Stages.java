package dev.understudy.delivery;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.StageView;
import dev.understudy.rollout.cohort.Cohort;
import dev.understudy.rollout.cohort.CohortCompiler;
import dev.understudy.rollout.cohort.CohortResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans against the types of the rules that are live. */
final class Stages {
    private Stages() {}

    private static CohortCompiler compiler(CompiledRuleset rules) {
        return new CohortCompiler(rules.manifest().factsIn(), rules.schemas());
    }

    /**
     * Compiles each condition once.
     *
     * @throws ProblemException {@code INVALID_REQUEST} with the place of the first that can't be asked
     */
    static void check(RolloutPlan plan, CompiledRuleset rules, String at) {
        CohortCompiler compiler = compiler(rules);
        for (int i = 0; i < plan.stages().size(); i++) {
            if (plan.stages().get(i) instanceof RolloutStage.Cohort cohort
                    && compiler.compile(cohort.when()) instanceof CohortResult.Refused refused) {
                CohortResult.Fault first = refused.faults().getFirst();
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The condition of stage " + (i + 1) + " can't be asked. " + first.text(),
                        Map.of(
                                "pointer",
                                at + "/stages/" + i + "/cohort",
                                "line",
                                first.line(),
                                "column",
                                first.column()));
            }
        }
    }

    /** @throws IllegalStateException when a condition that was checked can't be asked any more */
    static StageView view(RolloutRow row, CompiledRuleset rules) {
        CohortCompiler compiler = compiler(rules);
        int stage = row.course().stage();
        List<Cohort> cohorts = new ArrayList<>();
        for (RolloutStage.Cohort each : row.plan().cohortsAt(stage)) {
            switch (compiler.compile(each.when())) {
                case CohortResult.Compiled compiled -> cohorts.add(compiled.cohort());
                case CohortResult.Refused refused ->
                    throw new IllegalStateException("A cohort of rollout " + row.id() + " can't be asked any more: "
                            + refused.faults().getFirst().text());
            }
        }
        return StageView.of(row.id().toString(), row.draws().key(), row.draws().unitKind(), row.plan(), stage, cohorts);
    }
}

package dev.understudy.review.coverage;

import dev.understudy.engine.ScenarioRunner;
import dev.understudy.manifest.ScenarioReader;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.review.difference.ScenarioComparison;
import dev.understudy.review.difference.TouchedRule;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.Scenario;
import dev.understudy.ruleset.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scenarios of a change. Each takes at most what one decision of the ruleset may use; so it belongs on a
 * background thread, and not on that of a request. Stateless.
 */
public final class ScenarioTests {
    private final ScenarioRunner runner = new ScenarioRunner();
    private final ScenarioReader reader = new ScenarioReader();

    /** A scenario and its file. */
    private record Placed(ScenarioResult file, Scenario scenario) {}

    /**
     * Runs the scenarios of both sides on the rules of the branch: those of the base where the branch has none of that
     * name in that file that says the same.
     *
     * @param compiled the rules of the branch
     * @param base null when the ruleset is new
     * @param branch the files of {@code compiled}
     * @param touched rules that are to be covered
     */
    public Coverage run(
            CompiledRuleset compiled, @Nullable RulesetSource base, RulesetSource branch, List<TouchedRule> touched) {
        List<ScenarioResult> files = read(branch);
        List<Placed> here = placed(files);
        List<Coverage.Tested> tested = new ArrayList<>();
        here.forEach(each -> tested.add(test(compiled, each, Coverage.Origin.BRANCH)));
        Set<String> fired = new HashSet<>();
        tested.forEach(each -> fired.addAll(each.fired()));
        if (base != null) {
            placed(read(base)).stream()
                    .filter(each -> here.stream().noneMatch(other -> same(each.scenario(), other.scenario())))
                    .forEach(each -> tested.add(test(compiled, each, Coverage.Origin.BASE)));
        }
        int passed = (int) tested.stream().filter(Coverage.Tested::passes).count();
        List<Diagnostic> unreadable = files.stream()
                .flatMap(file -> file.diagnostics().stream())
                .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
                .toList();
        return new Coverage(
                passed,
                tested.size() - passed,
                tested,
                touched.stream().filter(each -> !fired.contains(each.rule())).toList(),
                unreadable);
    }

    private static boolean same(Scenario one, Scenario other) {
        return one.name().equals(other.name())
                && ScenarioComparison.parts(one, other).isEmpty();
    }

    private List<ScenarioResult> read(RulesetSource source) {
        return source.files().stream()
                .filter(SourceFile::isScenario)
                .map(file -> reader.read(source.repositoryPath(file), file.content()))
                .toList();
    }

    private static List<Placed> placed(List<ScenarioResult> files) {
        return files.stream()
                .flatMap(file -> file.scenarios().stream().map(scenario -> new Placed(file, scenario)))
                .toList();
    }

    private Coverage.Tested test(CompiledRuleset compiled, Placed placed, Coverage.Origin origin) {
        Scenario scenario = placed.scenario();
        ScenarioRunner.Outcome outcome = runner.run(compiled, placed.file(), scenario);
        return new Coverage.Tested(
                scenario.name(),
                origin,
                scenario.file(),
                scenario.line(),
                outcome.failures().isEmpty(),
                outcome.failures(),
                outcome.fired());
    }

    /** The scenarios of a ruleset that pass on {@code compiled}, as what has to go on passing. */
    public Guard guard(CompiledRuleset compiled, RulesetSource source) {
        List<Guarded> guarded = new ArrayList<>();
        for (Placed each : placed(read(source))) {
            ScenarioRunner.Outcome outcome = runner.run(compiled, each.file(), each.scenario());
            if (outcome.failures().isEmpty()) {
                guarded.add(new Guarded(each, Set.copyOf(outcome.fired())));
            }
        }
        return new Guard(runner, guarded);
    }

    private record Guarded(Placed placed, Set<String> fired) {}

    /** Scenarios that passed. Immutable. */
    public static final class Guard {
        private final ScenarioRunner runner;
        private final List<Guarded> guarded;

        private Guard(ScenarioRunner runner, List<Guarded> guarded) {
            this.runner = runner;
            this.guarded = List.copyOf(guarded);
        }

        /** How many there are. */
        public int size() {
            return guarded.size();
        }

        /**
         * The name of a scenario that fails on {@code other}, in which one rule is not as it was; null when all pass.
         *
         * @param rule that rule: scenarios in which it fired are tried first
         */
        public @Nullable String failing(CompiledRuleset other, String rule) {
            for (boolean fired : new boolean[] {true, false}) {
                for (Guarded each : guarded) {
                    if (each.fired().contains(rule) == fired
                            && !runner.run(
                                            other,
                                            each.placed().file(),
                                            each.placed().scenario())
                                    .failures()
                                    .isEmpty()) {
                        return each.placed().scenario().name();
                    }
                }
            }
            return null;
        }
    }
}

package dev.understudy.review.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.review.coverage.Coverage.Origin;
import dev.understudy.review.difference.Differences;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.difference.TouchedRule;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTestsTest {
    private static final String TYPES = """
            package acme.rules

            declare Flight
                delay : int
            end

            declare Sum
                amount : int
            end

            function boolean late(int delay) {
                return delay >= 180;
            }
            """;

    private static final String LATE = """
            rule "Late"
            when
                Flight(late(delay))
            then
                insert(new Sum(250));
            end
            """;

    private static final String VERY_LATE = """
            rule "Very late"
            when
                Flight(delay >= 600)
            then
                insert(new Sum(100));
            end
            """;

    private static final String SCENARIOS = """
            - name: Late
              given: {Flight: {delay: 180}}
              expect: {Sum: [{amount: 250}]}
            - name: Early
              given: {Flight: {delay: 0}}
              expect: {Sum: []}
            """;

    @TempDir
    private static Path store;

    private static Rulesets rulesets;

    @BeforeAll
    static void compileOnce() {
        rulesets = Rulesets.in(store);
    }

    private static WrittenRuleset rules(String scenarios, String... rules) {
        return WrittenRuleset.facts("Flight", "Sum")
                .file("types.drl", TYPES)
                .file("scenarios/all.yaml", scenarios)
                .drl("package acme.rules\n\n" + String.join("\n", rules));
    }

    private static Coverage coverage(@Nullable WrittenRuleset base, WrittenRuleset branch) {
        RulesetDifference difference =
                new Differences(rulesets.compiler()).between(base == null ? null : base.source(), branch.source());
        return new ScenarioTests()
                .run(
                        rulesets.built(branch.source()),
                        base == null ? null : base.source(),
                        branch.source(),
                        difference.touched());
    }

    @Test
    void aTouchedRuleThatFiresInNoScenarioIsUncovered() {
        Coverage coverage = coverage(rules(SCENARIOS, LATE), rules(SCENARIOS, LATE, VERY_LATE));
        assertThat(coverage.uncovered())
                .extracting(TouchedRule::rule, each -> each.place().toString())
                .containsExactly(tuple("Very late", "acme/rules.drl:10:1"));
        assertThat(coverage.passed()).isEqualTo(2);
        assertThat(coverage.failed()).isZero();
    }

    @Test
    void aRuleThatCallsAChangedFunctionIsCoveredWhenItFires() {
        WrittenRuleset base = rules(SCENARIOS, LATE);
        WrittenRuleset branch = base.file("types.drl", TYPES.replace(">= 180", ">= 179"));
        assertThat(coverage(base, branch).uncovered()).isEmpty();
    }

    @Test
    void scenariosOfTheBaseRunToo() {
        String other = SCENARIOS.replace("amount: 250", "amount: 300").replace("name: Early", "name: On time");
        Coverage coverage = coverage(rules(SCENARIOS, LATE), rules(other, LATE.replace("250", "300")));
        assertThat(coverage.scenarios())
                .extracting(Coverage.Tested::scenario, Coverage.Tested::origin, Coverage.Tested::passes)
                .containsExactly(
                        tuple("Late", Origin.BRANCH, true),
                        tuple("On time", Origin.BRANCH, true),
                        tuple("Late", Origin.BASE, false),
                        tuple("Early", Origin.BASE, true));
        assertThat(coverage.scenarios().get(2).failures().getFirst().text())
                .isEqualTo("acme/scenarios/all.yaml:3:27 scenario 'Late': expected amount 250, got 300");
    }

    @Test
    void aScenarioOfTheBaseCoversNothing() {
        Coverage coverage = coverage(
                rules(SCENARIOS, LATE),
                rules("- {name: Early, given: {Flight: {delay: 0}}, expect: {Sum: []}}\n", LATE.replace("250", "300")));
        assertThat(coverage.uncovered()).extracting(TouchedRule::rule).containsExactly("Late");
    }

    @Test
    void factsThatNoLongerFitAreAFailureWithTheirPlace() {
        WrittenRuleset base = rules(SCENARIOS, VERY_LATE);
        WrittenRuleset branch = rules("[]\n", VERY_LATE.replace("delay", "minutes"))
                .file("types.drl", TYPES.replace("delay : int", "minutes : int"));
        Coverage coverage = coverage(base, branch);
        assertThat(coverage.failed()).isEqualTo(2);
        assertThat(coverage.scenarios().getFirst().failures().getFirst().message())
                .contains("Flight has no field delay");
    }

    @Test
    void aScenarioThatCanNotBeReadIsSaid() {
        Coverage coverage = coverage(null, rules(SCENARIOS + "- {name: Bad, given: 5, expect: {}}\n", LATE));
        assertThat(coverage.unreadable()).hasSize(1);
        assertThat(coverage.passed()).isEqualTo(2);
    }

    @Test
    void aScenarioThatLoopsIsStoppedAndFails() {
        String loop = """
                rule "Loop"
                when
                    $flight : Flight(delay < 100000000)
                then
                    modify($flight) { setDelay($flight.getDelay() - 1) }
                end
                """;
        Coverage coverage = coverage(rules(SCENARIOS, LATE), rules(SCENARIOS, LATE, loop));
        assertThat(coverage.failed()).isEqualTo(2);
        assertThat(coverage.uncovered()).extracting(TouchedRule::rule).containsExactly("Loop");
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Decisions that fail say which rule did it, and harm no other decision. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresTest {
    private static final String RULES = """
            package acme
            declare Order amount : int customer : String end
            declare Tick n : int end
            declare Verdict text : String end
            rule "First" salience 10 when Order($a : amount) then insert(new Verdict("first " + $a)); end
            rule "Divides"
            when
                Order($a : amount, $a < 10)
            then
                insert(new Verdict("divided " + 100 / $a));
            end
            rule "Condition" when Order(amount > 1000, customer.length() > 3) then insert(new Verdict("long")); end
            rule "Deep" when Order($a : amount == 77) then deep(1); end
            rule "Start" when Order(amount == 99) then insert(new Tick(0)); end
            rule "Loop" when $t : Tick($n : n) then modify($t) { setN($n + 1) } end
            function int deep(int n) { return deep(n + 1) + 1; }
            """;

    private CompiledRuleset ruleset;

    @BeforeAll
    void build(@TempDir Path store) {
        ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Order", "Verdict")
                        .file(
                                "ruleset.yaml",
                                "facts: {in: [Order], out: [Verdict]}\nlimits: {firings: 500, time: 250ms}\n")
                        .drl(RULES)
                        .source());
    }

    private ProblemException fails(String facts) {
        return catchThrowableOfType(ProblemException.class, () -> Rulesets.decide(ruleset, facts));
    }

    private void assertStillDecides() {
        for (int i = 0; i < 20; i++) {
            assertThat(Rulesets.outcome(ruleset, "\"Order\": {\"amount\": 5}"))
                    .isEqualTo("{\"Verdict\":[{\"text\":\"first 5\"},{\"text\":\"divided 20\"}]}");
        }
    }

    @Test
    void anExceptionInAConsequenceNamesTheRuleAndItsPlace() {
        ProblemException problem = fails("\"Order\": {\"amount\": 0}");
        assertThat(problem.type()).isEqualTo(ProblemType.RULE_FAILED);
        assertThat(problem.extensions())
                .isEqualTo(Map.of("rule", "Divides", "file", "acme/rules.drl", "line", 6, "column", 1));
        assertThat(problem.detail()).contains("'Divides' (acme/rules.drl:6:1)", "ArithmeticException");
        assertStillDecides();
    }

    @Test
    void itNeverQuotesTheFacts() {
        assertThat(fails("\"Order\": {\"amount\": 0, \"customer\": \"Secret Name\"}")
                        .detail())
                .doesNotContain("Secret");
    }

    @Test
    void anExceptionInAConditionIsAFailureOfARuleToo() {
        ProblemException problem = fails("\"Order\": {\"amount\": 1001}");
        assertThat(problem.type()).isEqualTo(ProblemType.RULE_FAILED);
        assertThat(problem.extensions()).containsEntry("rule", "Condition");
        assertStillDecides();
    }

    @Test
    void endlessRecursionMeetsTheLimitOfDepth() {
        ProblemException problem = fails("\"Order\": {\"amount\": 77}");
        assertThat(problem.type()).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        assertThat(problem.extensions()).containsEntry("rule", "Deep").containsEntry("limit", "depth");
        assertStillDecides();
    }

    @Test
    void rulesThatFireForEverMeetTheLimitOfFirings() {
        ProblemException problem = fails("\"Order\": {\"amount\": 99}");
        assertThat(problem.type()).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        assertThat(problem.extensions())
                .containsEntry("limit", "firings")
                .containsEntry("rule", "Loop")
                .containsEntry("file", "acme/rules.drl")
                .containsEntry("line", 15);
        assertThat(problem.detail()).contains("More than 500 rules fired", "'limits.firings' of ruleset.yaml");
        assertStillDecides();
    }

    @Test
    void explainTellsEachFiringInOrderWithTheFactsAsTheyWere() {
        Decision decision = Rulesets.explain(ruleset, "\"Order\": [{\"amount\": 5}, {\"amount\": 12}]");
        assertThat(decision.firings()).extracting(Decision.Firing::rule).containsExactly("First", "First", "Divides");
        Decision.Firing last = decision.firings().getLast();
        assertThat(last.file()).isEqualTo("acme/rules.drl");
        assertThat(last.line()).isEqualTo(6);
        assertThat(last.factsJson()).isEqualTo("[{\"type\":\"Order\",\"fact\":{\"amount\":5}}]");
        assertThat(decision.firedRules())
                .containsExactly(new Decision.FiredRule("First", 2), new Decision.FiredRule("Divides", 1));
    }

    @Test
    void withoutExplainNoFiringIsKept() {
        assertThat(Rulesets.decide(ruleset, "\"Order\": {\"amount\": 5}").firings())
                .isEmpty();
    }
}

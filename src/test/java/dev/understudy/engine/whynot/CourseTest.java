package dev.understudy.engine.whynot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.WhyNotRequest;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What happened in a decision: what each firing did, and rules that were met and had no turn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseTest {
    private static final String ORDERS = "\"Order\": [{\"id\": 1, \"amount\": 10}, {\"id\": 2, \"amount\": 20}]";

    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    private CompiledRuleset ruleset(String rules) {
        return rulesets.built(
                WrittenRuleset.facts("Order", "Verdict").drl("""
                        package acme
                        declare Order id : int amount : int end
                        declare Verdict text : String end
                        """ + rules).source());
    }

    private String told(String rules, String rule) {
        return Asked.told(ruleset(rules), ORDERS, rule);
    }

    @Test
    void eachFiringSaysWhatItInsertedModifiedAndDeleted() {
        Decision decision = Rulesets.explain(ruleset("""
                rule "Raise" no-loop salience 2 when $o : Order(id == 1) then
                    modify($o) { setAmount(25) }
                    insert(new Verdict("raised"));
                end
                rule "Drop" when $o : Order(id == 2) then delete($o); end
                """), ORDERS);
        assertThat(decision.firings())
                .extracting(Decision.Firing::factsJson)
                .first()
                .asString()
                .contains("\"amount\":10");
        assertThat(decision.firings())
                .extracting(Decision.Firing::changes)
                .containsExactly(
                        new Decision.Changes(
                                "[{\"type\":\"Verdict\",\"fact\":{\"text\":\"raised\"}}]",
                                "[{\"type\":\"Order\",\"fact\":{\"id\":1,\"amount\":25}}]",
                                "[]"),
                        new Decision.Changes("[]", "[]", "[{\"type\":\"Order\",\"fact\":{\"id\":2,\"amount\":20}}]"));
    }

    @Test
    void whatGoesWithItsCauseIsAmongTheDeleted() {
        Decision decision = Rulesets.explain(ruleset("""
                rule "Flag" salience 10 when Order(id == 1) then insertLogical(new Verdict("flag")); end
                rule "Drop" when $o : Order(id == 1) then delete($o); end
                """), ORDERS);
        assertThat(decision.firings().getFirst().changes().insertedJson()).contains("flag");
        assertThat(decision.firings().getLast().changes().deletedJson()).contains("\"Order\"", "flag");
    }

    @Test
    void whoAsksForNothingPaysNothing() {
        CompiledRuleset ruleset = ruleset("rule \"R\" when Order() then insert(new Verdict(\"\")); end\n");
        assertThat(Rulesets.decide(ruleset, ORDERS).firings()).isEmpty();
        assertThat(Asked.explain(ruleset, ORDERS, WhyNotRequest.ofAll())
                        .decision()
                        .use()
                        .steps())
                .isEqualTo(Rulesets.decide(ruleset, ORDERS).use().steps());
    }

    @Test
    void aMatchThatAnotherRuleUndidIsTold() {
        assertThat(told("""
                rule "Raise" no-loop salience 1 when $o : Order(amount < 15) then modify($o) { setAmount(25) } end
                rule "Small" when Order(amount < 15) then end
                """, "Small"))
                .isEqualTo("MATCHED_BUT_NOT_FIRED 5:1 its conditions were met, and no more when its turn came:"
                        + " 'Raise' (acme/rules.drl:4) modified Order\n"
                        + "CONSTRAINT_FAILED 5:25 amount < 15 failed: amount was 20");
        assertThat(told("""
                rule "Mark" salience 1 when Order(id == 1) then insert(new Verdict("x")); end
                rule "Unmarked" when Order(id == 1) not Verdict() then end
                """, "Unmarked"))
                .isEqualTo("NOT_BLOCKED_BY 5:37 not Verdict() failed: there is Verdict {\"text\":\"x\"}, made by 'Mark'"
                        + " (acme/rules.drl:4)");
    }

    @Test
    void groupsThatKeepARuleFromFiringAreNamed() {
        assertThat(told("rule \"Third\" agenda-group \"third\" when Order() then end\n", "Third"))
                .isEqualTo("MATCHED_BUT_NOT_FIRED 4:1 its conditions are met; its agenda-group \"third\" was never"
                        + " given the focus");
        assertThat(told("""
                rule "First" activation-group "one" when Order(id == 1) then end
                rule "Second" activation-group "one" when Order(id == 2) then end
                """, "Second"))
                .isEqualTo(
                        "MATCHED_BUT_NOT_FIRED 5:1 its conditions are met; of its activation-group \"one\" one rule fires,"
                                + " and 'First' (acme/rules.drl:4) did");
    }

    @Test
    void aHaltIsTold() {
        assertThat(told("""
                rule "Stop" salience 1 when Order(id == 1) then drools.halt(); end
                rule "Late" when Order(id == 2) then end
                """, "Late"))
                .isEqualTo(
                        "MATCHED_BUT_NOT_FIRED 5:1 its conditions are met; 'Stop' (acme/rules.drl:4) halted the decision"
                                + " before its turn");
    }

    @Test
    void lockOnActiveIsTold() {
        assertThat(told("""
                rule "Raise" salience 1 no-loop when $o : Order(id == 1) then modify($o) { setAmount(99) } end
                rule "Locked" lock-on-active when Order(amount == 99) then end
                """, "Locked"))
                .isEqualTo(
                        "MATCHED_BUT_NOT_FIRED 5:1 its conditions are met; it has lock-on-active, and they came to be met"
                                + " while its group was at work");
    }

    @Test
    void aRuleThatIsSwitchedOffIsTold() {
        assertThat(told("rule \"Off\" enabled false when Order() then end\n", "Off"))
                .isEqualTo("SWITCHED_OFF 4:1 the rule is switched off: enabled false");
    }

    @Test
    void aChangeThatTheEngineWasNotToldOfIsNotGuessedAt() {
        assertThat(told("""
                rule "Quiet" salience 1 when $o : Order(id == 1) then $o.setAmount(99); end
                rule "Large" when Order(amount == 99) then end
                """, "Large"))
                .startsWith("CANNOT_TELL 5:1 its conditions are met by the facts as they were left");
    }

    @Test
    void aRuleThatFiredIsSaidToHaveFired() {
        assertThat(told("rule \"R\" when Order() then end\n", "R")).isEqualTo("FIRED 4:1 it fired 2 times");
    }

    @Test
    void ofAllRulesThoseAreToldThatDidNotFire() {
        CompiledRuleset ruleset = ruleset("""
                query all() Order() end
                rule "A" when Order(id == 5) then end
                rule "B" when Order(id == 1) then end
                rule "C" when Verdict() then end
                """);
        assertThat(Asked.explain(ruleset, ORDERS, WhyNotRequest.ofAll()).whyNot())
                .extracting(each -> each.rule() + " " + each.line())
                .containsExactly("A 5", "C 7");
    }

    @Test
    void aRuleThatDoesNotExistIsRefusedWithTheNearest() {
        CompiledRuleset ruleset = ruleset("rule \"Large\" when Order() then end\n");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Asked.explain(ruleset, ORDERS, WhyNotRequest.of("Larg")))
                .satisfies(problem -> assertThat(problem.detail())
                        .isEqualTo("This ruleset has no rule 'Larg'; did you mean 'Large'?"));
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the rule language offers, decided as it is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguageTest {
    private static final String TYPES = """
            package acme
            declare Order id : int amount : int customer : String end
            declare Verdict text : String end
            """;

    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    private CompiledRuleset ruleset(String rules) {
        return rulesets.built(WrittenRuleset.facts("Order", "Verdict")
                .file("a-types.drl", TYPES)
                .file("rules.drl", "package acme\n" + rules)
                .source());
    }

    /** The verdicts on three orders: 1 of anna over 10, 2 of anna over 20, 3 of bert over 30. */
    private String verdicts(String rules) {
        return verdicts(ruleset(rules));
    }

    private static String verdicts(CompiledRuleset ruleset) {
        return Rulesets.outcome(ruleset, """
                        "Order": [{"id": 1, "amount": 10, "customer": "anna"},
                                  {"id": 2, "amount": 20, "customer": "anna"},
                                  {"id": 3, "amount": 30, "customer": "bert"}]""")
                .replace("{\"text\":", "")
                .replace("\"}", "\"")
                .replace("{\"Verdict\":", "")
                .replace("]}", "]");
    }

    @Test
    void joinsAndNot() {
        assertThat(verdicts("""
                rule "Repeated" when
                    Order($c : customer, $id : id)
                    exists Order(customer == $c, id > $id)
                then insert(new Verdict("repeated " + $c)); end
                rule "Once" when
                    Order($c : customer, $id : id)
                    not Order(customer == $c, id != $id)
                then insert(new Verdict("once " + $c)); end
                """)).isEqualTo("[\"repeated anna\",\"once bert\"]");
    }

    @Test
    void forallHoldsOrDoesNot() {
        String rules = "rule \"All\" when forall(Order($id : id) Order(id == $id, amount > %s))"
                + " then insert(new Verdict(\"all\")); end\n";
        assertThat(verdicts(rules.formatted(9))).isEqualTo("[\"all\"]");
        assertThat(verdicts(rules.formatted(10))).isEqualTo("[]");
    }

    @Test
    void accumulateSumsCountsAndFindsBounds() {
        assertThat(verdicts("""
                rule "Sums" when accumulate(Order($a : amount, customer == "anna");
                    $sum : sum($a), $count : count($a), $min : min($a), $max : max($a), $avg : average($a))
                then insert(new Verdict($sum + " " + $count + " " + $min + " " + $max + " " + $avg)); end
                """)).isEqualTo("[\"30 2 10 20 15.0\"]");
    }

    @Test
    void accumulateWithAConstraintOnItsResult() {
        assertThat(verdicts("""
                rule "Much" when $c : String() from "anna" accumulate(Order($a : amount, customer == $c); $s : sum($a); $s > 29)
                then insert(new Verdict("much")); end
                rule "Little" when accumulate(Order($a : amount); $s : sum($a); $s < 60)
                then insert(new Verdict("little")); end
                """)).isEqualTo("[\"much\"]");
    }

    @Test
    void collectGathersAList() {
        assertThat(verdicts("""
                rule "List" when $l : java.util.List(size >= 2) from collect(Order(customer == "anna"))
                then insert(new Verdict("size " + $l.size())); end
                """)).isEqualTo("[\"size 2\"]");
    }

    @Test
    void modifyFiresWhatItMakesTrueAndNothingElse() {
        assertThat(verdicts("""
                rule "Raise" no-loop when $o : Order(id == 1, amount < 15) then modify($o) { setAmount(25) } end
                rule "Raised" when Order(id == 1, amount == 25) then insert(new Verdict("raised")); end
                rule "Customer" when Order(id == 1, customer == "anna") then insert(new Verdict("customer")); end
                """)).isEqualTo("[\"raised\",\"customer\"]");
    }

    @Test
    void updateAndDelete() {
        assertThat(verdicts("""
                rule "Update" no-loop when $o : Order(id == 3, amount == 30) then $o.setAmount(31); update($o); end
                rule "Delete" when $o : Order(id == 2) then delete($o); end
                rule "Left" salience -1 when accumulate(Order($a : amount); $s : sum($a)) then
                    insert(new Verdict("left " + $s)); end
                """)).isEqualTo("[\"left 41\"]");
    }

    @Test
    void whatIsInsertedLogicallyGoesWithItsCause() {
        assertThat(verdicts("""
                declare Flag of : int end
                rule "Flag" salience 10 when Order($id : id, amount > 15) then insertLogical(new Flag($id)); end
                rule "Drop" when $o : Order(id == 3) then delete($o); end
                rule "Report" salience -10 when Flag($id : of) then insert(new Verdict("flag " + $id)); end
                """)).isEqualTo("[\"flag 2\"]");
    }

    @Test
    void queriesAreCalledFromConditions() {
        assertThat(verdicts("""
                query large(int $id)
                    Order($id := id, amount >= 20)
                end
                rule "Large" when large($id;) then insert(new Verdict("large " + $id)); end
                """)).isEqualTo("[\"large 3\",\"large 2\"]");
    }

    @Test
    void aRuleExtendsAnother() {
        assertThat(verdicts("""
                rule "Anna" when $o : Order(customer == "anna") then end
                rule "Anna, large" extends "Anna" when eval($o.getAmount() > 15) then
                    insert(new Verdict("large " + $o.getId())); end
                """)).isEqualTo("[\"large 2\"]");
    }

    @Test
    void functionsWorkInConditionsAndConsequences() {
        assertThat(verdicts("""
                function int twice(int n) { return 2 * n; }
                function String shout(String text) { return text.toUpperCase() + "!"; }
                rule "Twice" when Order(twice(amount) == 40, $c : customer) then insert(new Verdict(shout($c))); end
                """)).isEqualTo("[\"ANNA!\"]");
    }

    @Test
    void functionsOfAnotherPackageAreImported() {
        CompiledRuleset ruleset = rulesets.built(WrittenRuleset.facts("Order", "Verdict")
                .file("a-types.drl", TYPES)
                .file("maths.drl", "package acme.maths\nfunction int thrice(int n) { return 3 * n; }\n")
                .drl("""
                        package acme
                        import static acme.maths.RuleFunctions.thrice
                        rule "Thrice" when Order(thrice(amount) == 60) then insert(new Verdict("" + thrice(1))); end
                        """)
                .source());
        assertThat(verdicts(ruleset)).isEqualTo("[\"3\"]");
    }

    @Test
    void staticMethodsOfJavaAreImported() {
        assertThat(verdicts("""
                import static java.lang.Math.max
                rule "Max" when Order(max(amount, 25) == 25, $id : id) then insert(new Verdict("" + max($id, 2))); end
                """)).isEqualTo("[\"2\",\"2\"]");
    }

    @Test
    void orInConditions() {
        assertThat(verdicts("""
                rule "Or" when (Order(amount == 10) or Order(amount == 30)) then insert(new Verdict("or")); end
                rule "In" when Order(amount in (10, 20), $id : id) then insert(new Verdict("in " + $id)); end
                rule "Matches" when Order(customer matches "b.*") then insert(new Verdict("b")); end
                """)).isEqualTo("[\"or\",\"or\",\"in 1\",\"in 2\",\"b\"]");
    }

    @Test
    void agendaGroupsWaitUntilTheyAreAskedFor() {
        assertThat(verdicts("""
                rule "Second" agenda-group "second" auto-focus true when Order(id == 2) then insert(new Verdict("second")); end
                rule "Third" agenda-group "third" when Order(id == 2) then insert(new Verdict("third")); end
                """)).isEqualTo("[\"second\"]");
    }

    @Test
    void activationGroupsFireOnce() {
        assertThat(verdicts("""
                rule "First" activation-group "one" when Order(id == 1) then insert(new Verdict("first")); end
                rule "Second" activation-group "one" when Order(id == 2) then insert(new Verdict("second")); end
                """)).isEqualTo("[\"first\"]");
    }

    @Test
    void enabledFalseNeverFires() {
        assertThat(verdicts("""
                rule "Off" enabled false when Order() then insert(new Verdict("off")); end
                rule "On" enabled true when Order(id == 1) then insert(new Verdict("on")); end
                """)).isEqualTo("[\"on\"]");
    }

    @Test
    void aDynamicSalienceGoesByTheFact() {
        assertThat(verdicts("""
                rule "By amount" salience ($a) when Order($a : amount, $id : id) then insert(new Verdict("" + $id)); end
                """)).isEqualTo("[\"3\",\"2\",\"1\"]");
    }

    @Test
    void lettersOfAllLanguagesAndQuotesSurvive() {
        assertThat(verdicts("""
                rule "Größe \\"groß\\"" when Order(id == 1) then insert(new Verdict("Grüße, 世界 \\"x\\"")); end
                """.replace("\\\"groß\\\"", "'groß'"))).isEqualTo("[\"Grüße, 世界 \\\"x\\\"\"]");
    }
}

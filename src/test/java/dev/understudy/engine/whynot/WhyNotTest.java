package dev.understudy.engine.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.testsupport.Marked;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is said of each kind of condition, and the place that it names, which {@code §} marks here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyNotTest {
    private static final String TYPES = """
            package acme
            import java.math.BigDecimal
            import java.time.LocalDate
            declare Order id : int amount : int customer : String price : BigDecimal day : LocalDate end
            declare Verdict text : String end
            declare AsOf at : java.time.Instant end
            function int twice(int n) { return 2 * n; }
            query large(int $id)
                Order($id := id, amount >= 20)
            end
            """;

    /** 1 of anna over 10, 2 of anna over 20, 3 of bert over 30. */
    private static final String ORDERS = """
            "Order": [{"id": 1, "amount": 10, "customer": "anna", "price": 1.50, "day": "2001-01-05"},
                      {"id": 2, "amount": 20, "customer": "anna", "price": 2.50, "day": "2001-02-05"},
                      {"id": 3, "amount": 30, "customer": "bert", "day": "2001-03-05"}]""";

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

    /** Takes a condition with a mark, and expects to be told this of that place. */
    private void told(String condition, WhyNot.Kind kind, String text) {
        Marked marked = Marked.of("package acme\nrule \"R\" when\n" + condition + "\nthen end\n");
        String rules = marked.text().substring("package acme\n".length());
        assertThat(Asked.told(ruleset(rules), ORDERS, "R"))
                .isEqualTo(kind + " " + marked.line() + ":" + marked.column() + " " + text);
    }

    @Test
    void aConstraintIsToldWithTheValueThatCameNearest() {
        told("Order(§amount >= 180)", WhyNot.Kind.CONSTRAINT_FAILED, "amount >= 180 failed: amount was 30");
        told("Order(§amount < 7)", WhyNot.Kind.CONSTRAINT_FAILED, "amount < 7 failed: amount was 10");
        told("Order(§180 <= amount)", WhyNot.Kind.CONSTRAINT_FAILED, "180 <= amount failed: amount was 30");
    }

    @Test
    void theFactThatMeetsMostConstraintsInOrderIsNearest() {
        told(
                "Order(customer == \"anna\", amount > 15, §id == 7)",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "id == 7 failed: id was 2");
    }

    @Test
    void theNearestFactAndItsPatternAreGiven() {
        WhyNot.Reason reason = Asked.reasons(
                        ruleset("rule \"R\" when $o : Order(amount >= 180,\n   id > 0) then end\n"), ORDERS, "R")
                .getFirst();
        assertThat(reason.pattern()).isEqualTo("$o : Order(amount >= 180, id > 0)");
        assertThat(reason.constraint()).isEqualTo("amount >= 180");
        assertThat(reason.file()).isEqualTo("acme/rules.drl");
        assertThat(reason.nearestJson())
                .isEqualTo(
                        "{\"type\":\"Order\",\"fact\":{\"id\":3,\"amount\":30,\"customer\":\"bert\",\"day\":\"2001-03-05\"}}");
        assertThat(reason.values()).containsExactly(Map.entry("amount", "30"));
    }

    @Test
    void datesDecimalsAndNullsHaveValuesToo() {
        told(
                "Order(id == 3, $d : day)\nOrder(id < 3, §day > $d)",
                WhyNot.Kind.JOIN_FAILED,
                "day > $d failed: day was \"2001-02-05\", $d was \"2001-03-05\"");
        told("Order(§price > 2.75)", WhyNot.Kind.CONSTRAINT_FAILED, "price > 2.75 failed: price was 2.50");
        told("Order(id == 3, §price != null)", WhyNot.Kind.CONSTRAINT_FAILED, "price != null failed: price was null");
    }

    @Test
    void ofACompoundConstraintThePartIsNamed() {
        told("Order(id == 1 && §amount > 10)", WhyNot.Kind.CONSTRAINT_FAILED, "amount > 10 failed: amount was 10");
        told(
                "Order((id == 1 || id == 2) && (customer == \"anna\" && §amount > 50))",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "amount > 50 failed: amount was 20");
        told("Order(amount > 3 && §< 9)", WhyNot.Kind.CONSTRAINT_FAILED, "amount < 9 failed: amount was 10");
    }

    @Test
    void ofAlternativesInAConstraintAllAreToldSinceAllFailed() {
        told(
                "Order(§amount == 11 || (id == 1 && amount > 12))",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "amount == 11 || (id == 1 && amount > 12) failed: amount was 10, id was 1");
        told("Order(§amount in (12, 33))", WhyNot.Kind.CONSTRAINT_FAILED, "amount in (12, 33) failed: amount was 10");
    }

    @Test
    void aPartThatCannotBeToldApartIsNotGuessed() {
        told(
                "Order(§customer matches \"z.*\" && amount > 50)",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "customer matches \"z.*\" && amount > 50 failed: customer was \"anna\", amount was 10");
    }

    @Test
    void whatAFunctionGaveIsTold() {
        told(
                "Order(§twice(amount) == 61)",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "twice(amount) == 61 failed: twice(amount) was 60, amount was 30");
    }

    @Test
    void aMissingFactIsTold() {
        told("§Verdict()", WhyNot.Kind.NO_FACT_OF_TYPE, "there is no Verdict: no rule made one");
        told("Order() §AsOf()", WhyNot.Kind.NO_FACT_OF_TYPE, "there is no AsOf: the call says no 'asOf'");
        assertThat(Asked.told(ruleset("rule \"R\" when Order() then end\n"), "", "R"))
                .isEqualTo("NO_FACT_OF_TYPE 2:15 there is no Order");
    }

    @Test
    void aJoinIsToldWithBothSides() {
        told(
                "$o : Order($c : customer, $a : amount)\nOrder(customer == $c, §amount > $a + 100)",
                WhyNot.Kind.JOIN_FAILED,
                "amount > $a + 100 failed: amount was 20, $a + 100 was 110, $a was 10");
    }

    @Test
    void notIsToldWithTheFactThatIsThere() {
        told(
                "Order(id == 1)\n§not Order(amount > 25, customer == \"bert\")",
                WhyNot.Kind.NOT_BLOCKED_BY,
                "not Order(amount > 25, customer == \"bert\") failed: there is Order"
                        + " {\"id\":3,\"amount\":30,\"customer\":\"bert\",\"day\":\"2001-03-05\"}");
    }

    @Test
    void existsIsToldWithWhatCameNearest() {
        told(
                "Order(id == 1)\nexists Order(§amount > 35)",
                WhyNot.Kind.EXISTS_FAILED,
                "exists Order(amount > 35) failed, at amount > 35: amount was 30");
        told(
                "exists (Order($c : customer, id == 1) and Order(customer != $c, §id == 2))",
                WhyNot.Kind.EXISTS_FAILED,
                "exists (Order($c : customer, id == 1) and Order(customer != $c, id == 2)) failed, at id == 2:"
                        + " id was 3");
        told(
                "exists §Verdict()",
                WhyNot.Kind.EXISTS_FAILED,
                "exists Verdict() failed: there is no Verdict: no rule made one");
    }

    @Test
    void forallIsToldWithTheFactThatIsOtherwise() {
        String first =
                " failed for Order {\"id\":1,\"amount\":10,\"customer\":\"anna\",\"price\":1.50,\"day\":\"2001-01-05\"},"
                        + " at amount > 10: amount was 10";
        told(
                "forall(Order($id : id) Order(id == $id, §amount > 10))",
                WhyNot.Kind.FORALL_FAILED,
                "forall(Order($id : id) Order(id == $id, amount > 10))" + first);
        told("forall(Order(§amount > 10))", WhyNot.Kind.FORALL_FAILED, "forall(Order(amount > 10))" + first);
        told(
                "forall($o : Order(id > 0) Order(this == $o, §amount > 10))",
                WhyNot.Kind.FORALL_FAILED,
                "forall($o : Order(id > 0) Order(this == $o, amount > 10))" + first);
    }

    @Test
    void accumulateIsToldWithItsResult() {
        told(
                "accumulate(Order($a : amount, customer == \"anna\"); $s : sum($a); §$s > 39)",
                WhyNot.Kind.ACCUMULATE_FAILED,
                "$s > 39 failed: $s was 30, over 2 matches of Order($a : amount, customer == \"anna\")");
        told(
                "accumulate(Order($a : amount); $s : sum($a), $n : count($a); $n > 1, §$s > 99)",
                WhyNot.Kind.ACCUMULATE_FAILED,
                "$s > 99 failed: $s was 60, over 3 matches of Order($a : amount)");
        told(
                "Number(§intValue > 39) from accumulate(Order($a : amount, customer == \"cyd\"), sum($a))",
                WhyNot.Kind.ACCUMULATE_FAILED,
                "intValue > 39 failed: intValue was 0, over no match of Order($a : amount, customer == \"cyd\");"
                        + " nearest: customer == \"cyd\" failed: customer was \"anna\"");
        told(
                "§accumulate(Order($a : amount, customer == \"cyd\"); $m : min($a); $m < 5)",
                WhyNot.Kind.ACCUMULATE_FAILED,
                "accumulate(Order($a : amount, customer == \"cyd\"); $m : min($a); $m < 5) failed: it gave nothing,"
                        + " over no match of Order($a : amount, customer == \"cyd\")");
    }

    @Test
    void collectIsToldWithItsSize() {
        told(
                "$l : java.util.List(§size >= 3) from collect(Order(customer == \"anna\"))",
                WhyNot.Kind.ACCUMULATE_FAILED,
                "size >= 3 failed: size was 2, over 2 matches of Order(customer == \"anna\")");
    }

    @Test
    void evalAndFromAreTold() {
        told(
                "$o : Order(id == 1)\n§eval($o.getAmount() > 15)",
                WhyNot.Kind.EVAL_FAILED,
                "eval($o.getAmount() > 15) failed: $o.getAmount() was 10");
        told(
                "$o : Order(id == 1)\nString(§length > 9) from $o.customer",
                WhyNot.Kind.CONSTRAINT_FAILED,
                "length > 9 failed: length was 4");
    }

    @Test
    void eachAlternativeOfAnOrIsToldNearestFirst() {
        assertThat(Asked.told(
                        ruleset("rule \"R\" when (Order(amount == 55) or Order(id == 1, amount == 11)) then end\n"),
                        ORDERS,
                        "R"))
                .isEqualTo("CONSTRAINT_FAILED 2:54 amount == 11 failed: amount was 10\n"
                        + "CONSTRAINT_FAILED 2:22 amount == 55 failed: amount was 30");
    }

    @Test
    void whatCannotBeToldIsSaidToBeSo() {
        told(
                "§large($id;)\nOrder(id == $id, amount > 100)",
                WhyNot.Kind.CANNOT_TELL,
                "it can't be told: it calls a query");
        assertThat(Asked.told(ruleset(""), ORDERS, "large"))
                .isEqualTo("CANNOT_TELL 8:1 it can't be told: it is a query, which rules call and which never fires");
    }

    @Test
    void aRuleThatExtendsAnotherFailsWhereTheOtherStands() {
        CompiledRuleset ruleset = ruleset("""
                rule "Parent" when $o : Order(customer == "cyd") then end
                rule "Child" extends "Parent" when eval($o.getAmount() > 25) then end
                """);
        assertThat(Asked.told(ruleset, ORDERS, "Child"))
                .isEqualTo("CONSTRAINT_FAILED 2:31 customer == \"cyd\" failed: customer was \"anna\"");
    }
}

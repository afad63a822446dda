package dev.understudy.engine.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNotRequest;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an explanation may cost, and what it must not show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundsTest {
    private static final String TYPES = """
            package acme
            declare Person name : String age : int end
            declare Item id : int owner : Person end
            declare Verdict text : String end
            """;

    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    private CompiledRuleset ruleset(String rules) {
        return ruleset("", rules);
    }

    private CompiledRuleset ruleset(String limits, String rules) {
        return rulesets.built(WrittenRuleset.empty()
                .file(
                        "ruleset.yaml",
                        "facts: {in: [Item, Person], out: [Verdict]}\nsensitive: [Person.name]\n" + limits)
                .drl(TYPES + rules)
                .source());
    }

    private static String items(int count) {
        return "\"Item\": "
                + IntStream.range(0, count)
                        .mapToObj(i -> "{\"id\": " + i + "}")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aJoinOfManyFactsIsTriedInBoundedSteps() {
        CompiledRuleset ruleset = ruleset("""
                rule "Far" when Item($id : id) Item(id == $id + 5000) then end
                rule "Near" when Item(id == 3000) then end
                """);
        Explanation explanation = Asked.explain(ruleset, items(2_000), WhyNotRequest.ofAll());
        assertThat(explanation.whyNot())
                .extracting(each -> Asked.line(each.reasons().getFirst()))
                .containsExactly(
                        "JOIN_FAILED 5:37 id == $id + 5000 failed: id was 1999, $id + 5000 was 5000, $id was 0"
                                + " (of the first 20000 combinations of facts none matched; no more were tried)",
                        "CONSTRAINT_FAILED 6:23 id == 3000 failed: id was 1999");
    }

    @Test
    void aBudgetThatIsUsedUpIsToldAndNeverHangs() {
        CompiledRuleset ruleset = ruleset("limits: {steps: 8000}\n", """
                function boolean slow(int n) { long x = 0; for (int i = 0; i < 5000; i++) { x += i; } return x == n; }
                rule "First" when Item(id == 7) then end
                rule "Slow" when Item(id < 5, slow(id)) then end
                rule "Later" when Item(id == 8) then end
                """);
        Explanation explanation = Asked.explain(ruleset, items(1), WhyNotRequest.ofAll());
        assertThat(explanation.whyNot())
                .extracting(each -> each.reasons().getFirst().kind())
                .containsExactly(WhyNot.Kind.CONSTRAINT_FAILED, WhyNot.Kind.CANNOT_TELL, WhyNot.Kind.CANNOT_TELL);
        assertThat(Rulesets.decide(ruleset, items(1)).firedRules())
                .as("afterwards")
                .isEmpty();
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        CompiledRuleset ruleset = ruleset("""
                rule "A" when Item($id : id) Item(id == $id + 500) then end
                rule "B" when exists Item(id > 500) then end
                rule "C" when accumulate(Item($id : id); $s : sum($id); $s > 999999) then end
                """);
        String first = Asked.explain(ruleset, items(300), WhyNotRequest.ofAll())
                .whyNot()
                .toString();
        for (int i = 0; i < 5; i++) {
            assertThat(Asked.explain(ruleset, items(300), WhyNotRequest.ofAll()).whyNot())
                    .hasToString(first);
        }
    }

    @Test
    void sensitiveFieldsAreShownNowhere() {
        String rules = """
                function String shout(String text) { return text.toUpperCase(); }
                rule "Field" when Person(name == "zed") then end
                rule "Path" when Item(owner.name == "zed") then end
                rule "Function" when Person(shout(name) == "ZED") then end
                rule "Bound" when Person($n : name) Verdict(text == $n) then end
                rule "Joined" when Person($n : name, $a : age) Item(id > $a, owner.name != $n) then end
                rule "From" when $p : Person() String(this == "zed", $l : length) from $p.name then end
                rule "Collected" when $all : java.util.List(size > 9) from accumulate(Person($n : name), collectList($n)) then end
                rule "Whole" when $p : Person(age > 99) then end
                rule "Not" when not Person(age > 1) then end
                rule "Forall" when forall(Person(name == "zed")) then end
                rule "Fires" salience 5 when $p : Person($n : name) String() from $p.name then insert(new Verdict("x")); end
                """;
        Explanation explanation = Asked.explain(
                ruleset(rules),
                "\"Person\": {\"name\": \"Waldo\", \"age\": 44}, \"Item\": {\"id\": 1, \"owner\": {\"name\": \"Waldo\", \"age\": 4}}",
                WhyNotRequest.ofAll());
        String all = explanation.toString();
        assertThat(explanation.whyNot()).hasSize(10);
        assertThat(all).doesNotContainIgnoringCase("waldo").contains("•••", "44");
        assertThat(explanation.decision().firings())
                .extracting(Decision.Firing::factsJson)
                .containsExactly("[{\"type\":\"Person\",\"fact\":{\"name\":\"•••\",\"age\":44}},"
                        + "{\"type\":\"String\",\"fact\":\"•••\"}]");
    }
}

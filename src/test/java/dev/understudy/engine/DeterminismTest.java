package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same facts and rules give the same bytes, whoever compiled them and wherever they ran. */
class DeterminismTest {
    private static final String FACTS = IntStream.range(0, 12)
            .mapToObj(i -> "{\"amount\": " + (i * 37) % 100 + ", \"tags\": [\"t" + i % 3 + "\", \"x\"]}")
            .collect(Collectors.joining(", ", "\"Order\": [", "]"));

    private static final WrittenRuleset RULES = WrittenRuleset.facts("Order", "Verdict, Total")
            .file("types.drl", """
                    package acme
                    import java.util.List
                    import java.util.Map
                    declare Order amount : int tags : List end
                    declare Verdict text : String amount : int end
                    declare Total amount : long byTag : Map end
                    """)
            .file("rules.drl", """
                    package acme
                    import java.util.Map
                    import java.util.HashMap
                    rule "Each" when Order($a : amount > 10, tags contains "t1") then insert(new Verdict("t1", $a)); end
                    rule "Pairs" when
                        Order($a : amount > 50)
                        Order($b : amount < 20)
                    then insert(new Verdict("pair", $a * 1000 + $b)); end
                    rule "Total" salience -5 when accumulate(Order($a : amount); $s : sum($a)) then
                        Map<String, Object> byTag = new HashMap<>();
                        for (int i = 0; i < 30; i++) byTag.put("key" + i * 7919, i);
                        insert(new Total(((Number) $s).longValue(), byTag));
                    end
                    rule "None" when not Order(amount > 1000) then insert(new Verdict("none large", 0)); end
                    """);

    @TempDir
    Path store;

    private CompiledRuleset ruleset;

    @BeforeEach
    void build() {
        ruleset = Rulesets.in(store).built(RULES.source());
    }

    private static String trace(CompiledRuleset ruleset) {
        Decision decision = Rulesets.decide(ruleset, FACTS);
        return trace(decision);
    }

    private static String trace(Decision decision) {
        return Rulesets.text(decision) + decision.firedRules() + " in "
                + decision.use().steps() + " steps";
    }

    @Test
    void aThousandDecisionsAreOne() {
        String first = trace(ruleset);
        assertThat(first).contains("\"t1\"", "pair", "byTag");
        for (int i = 0; i < 1_000; i++) {
            assertThat(trace(ruleset)).isEqualTo(first);
        }
    }

    @Test
    void explainingChangesNothing() {
        Decision explained = Rulesets.explain(ruleset, FACTS);
        assertThat(trace(explained)).isEqualTo(trace(ruleset));
    }

    @Test
    void anotherCompilerDecidesTheSame(@TempDir Path other) {
        assertThat(trace(Rulesets.in(other).built(RULES.source()))).isEqualTo(trace(ruleset));
    }

    @Test
    void whatComesFromTheStoreDecidesTheSame() {
        assertThat(trace(Rulesets.in(store).built(RULES.source()))).isEqualTo(trace(ruleset));
    }

    @Test
    void rulesOfEqualSalienceFireInTheOrderInWhichTheyStand() {
        List<String> expected =
                IntStream.range(0, 60).mapToObj(i -> "Rule " + (i * 17) % 60).toList();
        assertThat(fired(inOrder(expected))).isEqualTo(expected);
    }

    @Test
    void movingARuleMovesItsFiring() {
        List<String> names = new java.util.ArrayList<>(
                IntStream.range(0, 60).mapToObj(i -> "Rule " + i).toList());
        Rulesets rulesets = Rulesets.in(store);
        rulesets.built(inOrder(names).source());
        names.addFirst(names.remove(40));
        names.add(10, names.remove(59));
        assertThat(Rulesets.decide(rulesets.built(inOrder(names).source()), "\"Order\": {\"amount\": 1}")
                        .firedRules())
                .extracting(Decision.FiredRule::rule)
                .isEqualTo(names);
    }

    @Test
    void filesCountByTheirPaths() {
        WrittenRuleset two = WrittenRuleset.facts("Order", "Verdict")
                .file("types.drl", "package acme\ndeclare Order amount : int end\ndeclare Verdict text : String end\n")
                .file("b.drl", "package acme\nrule \"B\" when Order() then insert(new Verdict(\"b\")); end\n")
                .file("a/z.drl", "package acme\nrule \"Z\" when Order() then insert(new Verdict(\"z\")); end\n")
                .file("c.drl", "package acme\nrule \"First\" salience 1 when Order() then end\n");
        assertThat(fired(two)).containsExactly("First", "Z", "B");
        assertThat(Rulesets.outcome(Rulesets.in(store).built(two.source()), "\"Order\": {\"amount\": 1}"))
                .isEqualTo("{\"Verdict\":[{\"text\":\"z\"},{\"text\":\"b\"}]}");
    }

    private static WrittenRuleset inOrder(List<String> names) {
        String rules = names.stream()
                .map(name -> "rule \"" + name + "\" when Order() then insert(new Verdict(\"" + name + "\")); end\n")
                .collect(Collectors.joining());
        return WrittenRuleset.facts("Order", "Verdict")
                .drl("package acme\ndeclare Order amount : int end\ndeclare Verdict text : String end\n" + rules);
    }

    private List<String> fired(WrittenRuleset rules) {
        CompiledRuleset built = Rulesets.in(store).built(rules.source());
        return Rulesets.decide(built, "\"Order\": {\"amount\": 1}").firedRules().stream()
                .map(Decision.FiredRule::rule)
                .toList();
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.testsupport.Marked;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between the files of a ruleset. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesetDiagnosticsTest {
    private static final WrittenRuleset GOOD =
            WrittenRuleset.facts("Order", "Verdict").drl("""
            package acme
            declare Order amount : int end
            declare Verdict text : String end
            rule "Large" when Order(amount > 10) then insert(new Verdict("large")); end
            """);

    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    private List<String> texts(WrittenRuleset ruleset) {
        return rulesets.diagnostics(ruleset.source()).stream()
                .map(Diagnostic::text)
                .toList();
    }

    private void assertOnly(WrittenRuleset ruleset, String place, String words) {
        assertThat(texts(ruleset))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(place + " ")
                .contains(words);
    }

    @Test
    void aGoodOneHasNone() {
        assertThat(texts(GOOD)).isEmpty();
    }

    @Test
    void manifestNamingATypeThatIsNotDeclared() {
        Marked manifest = Marked.of("title: Test\nfacts:\n  in: [Order, §Oder]\n  out: [Verdict]\n");
        assertOnly(
                GOOD.file("ruleset.yaml", manifest.text()),
                manifest.in("acme/ruleset.yaml"),
                "'Oder' is declared in no DRL file of this ruleset; did you mean 'Order'?");
    }

    @Test
    void manifestNamingAnUnknownSensitiveField() {
        Marked manifest =
                Marked.of("facts: {in: [Order], out: [Verdict]}\nsensitive: [Order.amount, §Order.customer]\n");
        assertOnly(
                GOOD.file("ruleset.yaml", manifest.text()),
                manifest.in("acme/ruleset.yaml"),
                "'sensitive' names 'Order.customer'");
    }

    @Test
    void noManifest() {
        WrittenRuleset without = WrittenRuleset.empty().drl("package acme\ndeclare Order amount : int end\n");
        assertOnly(without, "acme/ruleset.yaml:1:1", "A ruleset needs a ruleset.yaml");
    }

    @Test
    void noRules() {
        assertOnly(WrittenRuleset.facts("Order", "Verdict"), "acme/ruleset.yaml:1:1", "needs at least one .drl file");
    }

    @Test
    void anEmptyFileOfRules() {
        assertThat(texts(GOOD.file("more.drl", ""))).singleElement().asString().startsWith("acme/more.drl:1:1 ");
    }

    @Test
    void bytesThatAreNoText() {
        assertThat(texts(GOOD.file("more.drl", "\u0000\u0001\ufffd\ufffd")))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("acme/more.drl:1:"));
    }

    @Test
    void twoTypesOfOneNameInTwoFiles() {
        Marked second = Marked.of("package acme\ndeclare §Order other : int end\n");
        assertOnly(
                GOOD.file("second.drl", second.text()),
                second.in("acme/second.drl"),
                "'Order' is declared twice; the other one is at acme/rules.drl:2:9");
    }

    @Test
    void twoRulesOfOneNameInTwoPackages() {
        Marked second = Marked.of("package acme.other\nimport acme.Order\n§rule \"Large\" when Order() then end\n");
        assertOnly(
                GOOD.file("second.drl", second.text()),
                second.in("acme/second.drl"),
                "Two rules are called 'Large'; the other one is at acme/rules.drl:4:1");
    }

    @Test
    void typesThatExtendEachOther() {
        assertThat(texts(GOOD.file("more.drl", """
                        package acme
                        declare Egg extends Hen size : int end
                        declare Hen extends Egg weight : int end
                        """)))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("extends itself"))
                .satisfiesExactly(
                        egg -> assertThat(egg).startsWith("acme/more.drl:2:9 "),
                        hen -> assertThat(hen).startsWith("acme/more.drl:3:9 "));
    }

    @Test
    void rulesThatExtendEachOther() {
        assertThat(texts(GOOD.file("more.drl", """
                        package acme
                        rule "A" extends "B" when Order() then end
                        rule "B" extends "A" when Verdict() then end
                        """)))
                .hasSize(2)
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("acme/more.drl:2:1 "),
                        b -> assertThat(b).startsWith("acme/more.drl:3:1 "));
    }

    @Test
    void aDecisionTableWithACellThatIsNoJava() {
        String table = """
                RuleSet,acme
                RuleTable Discounts
                NAME,CONDITION,ACTION
                ,Order,
                ,amount > $param,"insert(new Verdict(""$param""));"
                Name,More than,Verdict
                Many,10,large
                Few,ten,small
                """;
        assertThat(texts(GOOD.file("table.drl.csv", table)))
                .singleElement()
                .asString()
                .startsWith("acme/table.drl.csv:8:5 ")
                .contains("ten");
    }

    @Test
    void aDecisionTableWithABrokenKeyword() {
        String table = "RuleSet,acme\nRuleTable Discounts\nNAME,CONDTION\n,\n,\n,\nMany,10\n";
        assertThat(texts(GOOD.file("table.drl.csv", table)))
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("acme/table.drl.csv:3:6 ")
                .contains("CONDTION");
    }

    @Test
    void everyFaultOfEveryFileIsToldAtOnce() {
        WrittenRuleset wrong =
                GOOD.file("a.drl", """
                        package acme
                        rule "A1" when Order(ghost == 1) then end
                        rule "A2" when Order() then insert(new Ghost()); end
                        """).file("b.drl", "package acme\nrule \"B\" when Ghost() then end\n");
        assertThat(texts(wrong))
                .hasSize(3)
                .satisfiesExactly(
                        field -> assertThat(field).startsWith("acme/a.drl:2:22 "),
                        type -> assertThat(type).startsWith("acme/a.drl:3:40 "),
                        pattern -> assertThat(pattern).startsWith("acme/b.drl:2:15 "));
    }

    @Test
    void aFileThatDoesNotParseHidesWhatItsTypesWouldMean() {
        WrittenRuleset wrong = GOOD.file("types.drl", "package acme\ndeclare Big amount : end\n")
                .file("a.drl", "package acme\ndeclare Huge extends Big end\n");
        assertThat(texts(wrong))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("acme/types.drl:2:"));
    }

    @Test
    void theSameFaultIsToldTheSameWayTheSecondTime() {
        WrittenRuleset wrong = GOOD.file("types.drl", "package acme\ndeclare Big more : Bogus end\n");
        List<String> first = texts(wrong);
        assertThat(first).hasSize(1);
        assertThat(texts(wrong)).isEqualTo(first);
    }

    @Test
    void aRejectedBuildNamesItsTree() {
        WrittenRuleset wrong = GOOD.drl("package acme\n");
        assertThat(rulesets.build(wrong.source()))
                .isInstanceOfSatisfying(
                        BuildResult.Rejected.class,
                        rejected -> assertThat(rejected.tree())
                                .isEqualTo(wrong.source().tree()));
    }
}

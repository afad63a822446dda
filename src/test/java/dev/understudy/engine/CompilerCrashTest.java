package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code at which the Java compiler itself fails, as fuzzing found it. */
@SuppressWarnings("NullAway.Init")
class CompilerCrashTest {
    private static final String ENDLESS =
            "java.util.EnumSet.range(java.lang.Enum.valueOf(null, \"a\"), java.lang.Enum.valueOf(null, \"b\"))";

    @TempDir
    Path store;

    private static WrittenRuleset with(String rules) {
        return WrittenRuleset.facts("F", "G").drl("""
                package acme
                declare F a : int end
                declare G b : int end
                rule "Fine" when F(a > 1) then insert(new G(1)); end
                """ + rules);
    }

    private List<Diagnostic> diagnostics(String rules) {
        return Rulesets.in(store).diagnostics(with(rules).source());
    }

    @Test
    void isToldOfTheFunctions() {
        assertThat(diagnostics("function void f() { while (" + ENDLESS + ") { } }\n"))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each.message()).contains("gives up").doesNotContain("Error"));
    }

    @Test
    void isToldOfTheRuleThatHasIt() {
        assertThat(diagnostics("rule \"Odd\" when F() then Object o = " + ENDLESS + "; end\n"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.file()).isEqualTo("acme/rules.drl");
                    assertThat(each.line()).isEqualTo(5);
                    assertThat(each.message()).contains("gives up");
                });
    }

    @Test
    void aConsequenceOfNothingButMistakesIsNotParsed() {
        assertThat(diagnostics("rule \"Odd\" when F() then f(); " + "endw F(1+1, \"\")); ".repeat(30_000) + "end\n"))
                .singleElement()
                .satisfies(each -> assertThat(each.text())
                        .startsWith("acme/rules.drl:5:1 The consequence of a rule has at most 20000 characters"));
    }

    @Test
    void ofManyFaultsTheFirstAreTold() {
        String imports = "import java.lang.Gone\n".repeat(40_000);
        assertThat(diagnostics(imports)).isNotEmpty().hasSizeLessThan(1_000);
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.testsupport.Marked;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong around rules is told once, with file, line and column; {@code §} marks the place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileDiagnosticsTest {
    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    static Stream<Arguments> cases() {
        return Cases.read("/diagnostics/files.txt").stream().map(each -> arguments(each.name(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isToldAtItsPlace(String kind, Cases.Case wrong) {
        Marked marked = Marked.of(wrong.text());
        List<Diagnostic> diagnostics = rulesets.diagnostics(
                WrittenRuleset.facts("Order", "Verdict").drl(marked.text()).source());
        assertThat(diagnostics).as(kind).hasSize(1);
        assertThat(diagnostics.getFirst().text())
                .as(kind)
                .startsWith(marked.in("acme/rules.drl") + " ")
                .contains(wrong.words());
    }
}

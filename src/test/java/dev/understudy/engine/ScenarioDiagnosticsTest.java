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

/** Scenarios that fail keep nobody from trying the rules, and say where they fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioDiagnosticsTest {
    private static final WrittenRuleset RULES =
            WrittenRuleset.facts("Order", "Verdict").drl("""
            package acme
            declare Order amount : int end
            declare Verdict text : String; rank : int end
            rule "Large" when Order(amount > 10) then insert(new Verdict("large", 1)); end
            rule "Fails" when Order(amount == 7) then int zero = 0; insert(new Verdict("x", 1 / zero)); end
            """.replace("String; rank", "String rank"));

    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    private BuildResult.Built build(String scenarios) {
        return (BuildResult.Built)
                rulesets.build(RULES.file("scenarios/orders.yaml", scenarios).source());
    }

    private void assertFails(String marked, String words) {
        Marked scenarios = Marked.of(marked);
        BuildResult.Built built = build(scenarios.text());
        assertThat(built.scenariosPass()).isFalse();
        assertThat(built.diagnostics()).singleElement().satisfies(failure -> {
            assertThat(failure.severity()).isEqualTo(Diagnostic.Severity.FAILURE);
            assertThat(failure.text())
                    .startsWith(scenarios.in("acme/scenarios/orders.yaml") + " ")
                    .contains(words);
        });
    }

    @Test
    void onesThatPassSayNothing() {
        BuildResult.Built built = build("""
                - name: Large
                  given: {Order: {amount: 11}}
                  expect: {Verdict: [{text: large}]}
                  fired: {Large: 1}
                - name: Small
                  given: {Order: {amount: 10}}
                  expect: {Verdict: []}
                """);
        assertThat(built.scenariosPass()).isTrue();
        assertThat(built.diagnostics()).isEmpty();
    }

    @Test
    void anotherValueIsToldAtItsField() {
        assertFails("""
                - name: Large
                  given: {Order: {amount: 11}}
                  expect:
                    Verdict:
                      - text: large
                        rank: §2
                """, "scenario 'Large': expected rank 2, got 1");
    }

    @Test
    void anotherNumberOfFactsIsToldAtTheType() {
        assertFails("""
                - name: Small
                  given: {Order: {amount: 1}}
                  expect:
                    §Verdict: [{text: small}]
                """, "expected 1 of Verdict, got 0");
    }

    @Test
    void anotherRuleThatFiresIsToldAtFired() {
        assertFails("""
                - name: Large
                  given: {Order: {amount: 11}}
                  expect: {Verdict: [{text: large}]}
                  fired: §{}
                """, "expected to fire {}, fired {Large=1}");
    }

    @Test
    void factsThatDoNotFitAreToldAtTheirPlace() {
        assertFails("""
                - name: Large
                  given:
                    Order:
                      amount: §many
                  expect: {Verdict: []}
                """, "a whole number belongs");
    }

    @Test
    void anUnknownTypeIsToldAtItsPlace() {
        assertFails("""
                - name: Large
                  given:
                    §Oder: {amount: 11}
                  expect: {Verdict: []}
                """, "Oder");
    }

    @Test
    void aRuleThatFailsIsNamed() {
        assertFails("""
                - name: Before
                  given: {Order: {amount: 1}}
                  expect: {Verdict: []}
                - §name: Seven
                  given: {Order: {amount: 7}}
                  expect: {Verdict: []}
                """, "The rule 'Fails' (acme/rules.drl:5:1)");
    }

    @Test
    void aFileThatIsNoYamlIsAFailureToo() {
        BuildResult.Built built = build("- name: [\n");
        assertThat(built.scenariosPass()).isFalse();
        assertThat(built.diagnostics()).extracting(Diagnostic::file).containsOnly("acme/scenarios/orders.yaml");
    }

    @Test
    void eachFailureIsToldInTheOrderOfTheFile() {
        List<Diagnostic> failures = build("""
                - name: One
                  given: {Order: {amount: 11}}
                  expect: {Verdict: []}
                - name: Two
                  given: {Order: {amount: 1}}
                  expect: {Verdict: [{text: small}]}
                """).diagnostics();
        assertThat(failures).extracting(Diagnostic::line).containsExactly(3, 6);
    }
}

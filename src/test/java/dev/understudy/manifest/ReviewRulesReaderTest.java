package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewRulesReaderTest {
    private static ReviewRulesResult read(String yaml) {
        return new ReviewRulesReader().read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(String yaml) {
        assertThat(read(yaml)).isInstanceOf(ReviewRulesResult.Faulty.class);
        return ((ReviewRulesResult.Faulty) read(yaml))
                .diagnostics().stream().map(Diagnostic::text).toList();
    }

    @Test
    void anEmptyFileSaysWhatIsUsual() {
        assertThat(read("")).isEqualTo(new ReviewRulesResult.Read(ReviewRules.USUAL));
        assertThat(read("# nothing\n")).isEqualTo(new ReviewRulesResult.Read(ReviewRules.USUAL));
    }

    @Test
    void allOfItIsRead() {
        ReviewRulesResult result = read("""
                approvals: 2
                owners: false
                paths:
                  "dose-check/**": {approvals: 3, owners: true, from: [medication-safety]}
                impact: {above: 2.5, from: [risk]}
                contractBreak: {approvals: 2}
                """);
        assertThat(result)
                .isEqualTo(new ReviewRulesResult.Read(new ReviewRules(
                        2,
                        false,
                        List.of(new ReviewRules.PathRule(
                                "dose-check/**",
                                Optional.of(true),
                                new ReviewRules.Ask(3, List.of("medication-safety")))),
                        Optional.of(new ReviewRules.ImpactRule(
                                OptionalDouble.of(2.5), new ReviewRules.Ask(0, List.of("risk")))),
                        Optional.of(new ReviewRules.Ask(2, List.of())))));
    }

    @Test
    void patternsKnowFolders() {
        ReviewRules.Ask ask = new ReviewRules.Ask(1, List.of());
        ReviewRules.PathRule deep = new ReviewRules.PathRule("dose-check/**", Optional.empty(), ask);
        ReviewRules.PathRule flat = new ReviewRules.PathRule("*.md", Optional.empty(), ask);
        assertThat(deep.matches("dose-check/scenarios/a.yaml")).isTrue();
        assertThat(deep.matches("dose-checks/a.drl")).isFalse();
        assertThat(flat.matches("README.md")).isTrue();
        assertThat(flat.matches("docs/README.md")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                aprovals: 2                     | :1:1 unknown key 'aprovals'; did you mean 'approvals'?
                approvals: 0                    | :1:12 approvals is '0'; it has to be more than 0.
                approvals: 21                   | :1:12 approvals may be at most 20.
                approvals: two                  | :1:12 approvals is 'two'
                owners: yes                     | :1:9 owners is 'yes'; true or false belongs here.
                paths: [a]                      | :1:8 paths is a list
                paths: {"[": {approvals: 2}}    | :1:9 '[' is no pattern of paths
                paths: {a: {}}                  | :1:12 'a' asks for nothing
                paths: {a: {form: [x]}}         | :1:13 unknown key 'form'; did you mean 'from'?
                impact: {above: 5}              | :1:9 impact asks for nothing
                impact: {above: 120, from: [a]} | :1:17 above is '120'
                contractBreak: {}               | :1:16 contractBreak asks for nothing
                contractBreak: {from: [a, a]}   | :1:27 'a' stands twice in from
                - approvals                     | :1:1 The file is a list
                """)
    void whatIsWrongIsToldWithItsPlace(String yaml, String fault) {
        assertThat(faults(yaml)).first().asString().startsWith(ReviewRulesReader.PATH + fault);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(faults("approvals: 0\nowner: true\nimpact: {}\n")).hasSize(3);
    }
}

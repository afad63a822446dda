package dev.understudy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo and the guides rely on in the texts of {@code rules/}; that they decide rightly their scenarios say. */
class SampleRulesTest {
    private static final Path RULES = Path.of("rules");

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(SampleRulesTest::lastGroup)
                .toList();
    }

    private static String lastGroup(MatchResult match) {
        return match.group(match.groupCount());
    }

    private static String scenarios(String ruleset) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(RULES.resolve(ruleset).resolve("scenarios"))) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Test
    void theShortHaulAmountStandsOnceSoThatOneEditChangesIt() throws IOException {
        String rules = Files.readString(RULES.resolve("flight-compensation/eu261.drl"));
        assertThat(found("250", rules)).hasSize(1);
        assertThat(rules).containsPattern("rule \"Short haul\"[^\"]*insert\\(new Compensation\\(250, \"EUR\"\\)\\)");
        assertThat(scenarios("flight-compensation")).doesNotContain("250");
    }

    @Test
    void theDecisionTableIsOfThePackageOfTheRules() throws IOException {
        String rules = Files.readString(RULES.resolve("dose-check/dose.drl"));
        String table = Files.readString(RULES.resolve("dose-check/limits.drl.csv"));
        assertThat(found("^package (.+)$", rules)).isEqualTo(found("^RuleSet,(.+)$", table));
    }

    @Test
    void theDoseLimitsSayThatTheyAreNotForClinicalUse() throws IOException {
        for (String file : List.of("ruleset.yaml", "dose.drl", "limits.drl.csv")) {
            assertThat(Files.readString(RULES.resolve("dose-check").resolve(file)))
                    .as(file)
                    .containsIgnoringCase("illustrative")
                    .containsIgnoringCase("not for clinical use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flight-compensation/eu261.drl", "dose-check/dose.drl", "dose-check/limits.drl.csv"})
    void everyRuleIsNamedAmongTheFiredOfAScenario(String file) throws IOException {
        String scenarios = scenarios(file.substring(0, file.indexOf('/')));
        List<String> rules = found("^(rule |)\"([^\"]+)\"", Files.readString(RULES.resolve(file)));
        assertThat(rules).hasSizeGreaterThanOrEqualTo(9).doesNotHaveDuplicates();
        assertThat(rules)
                .allSatisfy(rule ->
                        assertThat(scenarios).containsPattern("fired: .*[{ \"]" + Pattern.quote(rule) + "\"?: [0-9]"));
    }
}

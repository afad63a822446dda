package dev.understudy.review.difference;

import static dev.understudy.review.difference.Compared.LONG;
import static dev.understudy.review.difference.Compared.SHORT;
import static dev.understudy.review.difference.Compared.between;
import static dev.understudy.review.difference.Compared.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Manifests, scenarios and files, and all of it together. */
class RulesetDifferenceTest {
    private static final String MANIFEST = """
            title: Delays
            owners: [one, two]
            facts: {in: [Flight], out: [Compensation]}
            routingKey: /Flight/0/origin
            sensitive: [Flight.origin]
            limits: {time: 100ms, steps: 1000000}
            rollout: {stages: [{percent: 1, soak: 10m}, {percent: 50, soak: 1h}]}
            decisionLog: {mode: durable, retention: 400d}
            """;

    private static final String SCENARIOS = """
            - name: Late
              given: {Flight: {delay: 200, distance: 100}}
              expect: {Compensation: [{amount: 250}]}
              fired: {Short haul: 1}
            - name: Early
              given: {Flight: {delay: 0, distance: 100}}
              expect: {Compensation: []}
            """;

    private static WrittenRuleset withManifest(String manifest) {
        return rules(SHORT).file("ruleset.yaml", manifest);
    }

    private static WrittenRuleset withScenarios(String scenarios) {
        return rules(SHORT).file("scenarios/all.yaml", scenarios);
    }

    @Test
    void keysOfTheManifestAreToldWithBothValuesAndPlaces() {
        String other = MANIFEST.replace("steps: 1000000", "steps: 2000000")
                .replace("[one, two]", "[two, three]")
                .replace("soak: 1h", "soak: 2h")
                .replace("routingKey: /Flight/0/origin\n", "")
                .replace("400d", "30d");
        RulesetDifference difference = between(withManifest(MANIFEST), withManifest(other));
        assertThat(difference.manifest())
                .extracting(ManifestChange::key, ManifestChange::then, ManifestChange::now)
                .containsExactly(
                        tuple("owners", "[one, two]", "[two, three]"),
                        tuple("routingKey", "/Flight/0/origin", null),
                        tuple("limits.steps", "1000000", "2000000"),
                        tuple("rollout", "[1 % for 10m, 50 % for 1h]", "[1 % for 10m, 50 % for 2h]"),
                        tuple("decisionLog.retention", "400d", "30d"));
        assertThat(difference.manifest().getFirst().added()).containsExactly("three");
        assertThat(difference.manifest().getFirst().removed()).containsExactly("one");
        assertThat(difference.manifest().get(2).basePlace()).hasToString("acme/ruleset.yaml:6:30");
    }

    @Test
    void whatIsWrittenOutInsteadOfLeftToItsDefaultIsNoChange() {
        assertThat(between(
                                withManifest(MANIFEST.replace("{mode: durable, retention: 400d}", "{retention: 400d}")),
                                withManifest(MANIFEST))
                        .manifest())
                .isEmpty();
    }

    @Test
    void aManifestThatCanNotBeReadSaysSoOnItsSide() {
        RulesetDifference difference = between(withManifest(MANIFEST), withManifest(MANIFEST + "colour: red\n"));
        assertThat(difference.manifest()).isEmpty();
        RulesetDifference.Side branch = Objects.requireNonNull(difference.branch());
        assertThat(branch.diagnostics().getFirst().message()).contains("colour");
        assertThat(difference.rules().changed()).isEmpty();
    }

    @Test
    void scenariosAreToldByNameAndByWhatDiffers() {
        String other = SCENARIOS.replace("amount: 250", "amount: 300").replace("name: Early", "name: On time");
        assertThat(between(withScenarios(SCENARIOS), withScenarios(other)).scenarios())
                .extracting(ScenarioChange::change, ScenarioChange::scenario, each -> String.join(",", each.parts()))
                .containsExactly(
                        tuple(Change.CHANGED, "Late", "expect"),
                        tuple(Change.ADDED, "On time", ""),
                        tuple(Change.REMOVED, "Early", ""));
    }

    @Test
    void aScenarioLaidOutOtherwiseOrInAnotherFileIsNoChange() {
        WrittenRuleset branch = rules(SHORT).file("scenarios/other.yaml", """
                # Later.
                - name: Late
                  given:
                    Flight:
                      distance: 100
                      delay: 200
                  expect:
                    Compensation:
                      - amount: 250
                  fired:
                    Short haul: 1
                - {name: Early, given: {Flight: {delay: 0, distance: 100}}, expect: {Compensation: []}}
                """);
        assertThat(between(withScenarios(SCENARIOS), branch).scenarios()).isEmpty();
    }

    @Test
    void aFileIsComparedLineByLineWithThreeLinesAround() {
        RulesetDifference difference = between(rules(SHORT, LONG), rules(SHORT, LONG.replace("240", "241")));
        assertThat(difference.files()).singleElement().satisfies(file -> {
            assertThat(file.form()).isEqualTo(FileChange.Form.TEXT);
            assertThat(file.addedLines()).isEqualTo(1);
            assertThat(file.removedLines()).isEqualTo(1);
            assertThat(file.diff()).isEqualTo("""
                    --- a/acme/rules.drl
                    +++ b/acme/rules.drl
                    @@ -10,7 +10,7 @@
                     rule "Long haul"
                     salience 10
                     when
                    -    Flight(delay >= 240, distance > 3500)
                    +    Flight(delay >= 241, distance > 3500)
                     then
                         insert(new Compensation(600, "EUR"));
                     end
                    """);
        });
    }

    @Test
    void aNewFileIsAllNewLinesAndBytesAreNotShown() {
        RulesetDifference difference = between(
                rules(SHORT), rules(SHORT).file("readme.md", "One.\nTwo.\n").file("logo.png", "\u0000\u0001"));
        assertThat(difference.files())
                .extracting(FileChange::path, FileChange::change, FileChange::form, FileChange::addedLines)
                .containsExactly(
                        tuple("acme/logo.png", Change.ADDED, FileChange.Form.BINARY, 0),
                        tuple("acme/readme.md", Change.ADDED, FileChange.Form.TEXT, 2));
        assertThat(difference.files().get(1).diff()).startsWith("--- /dev/null\n+++ b/acme/readme.md\n");
    }

    @Test
    void aFileOfWhichTooMuchDiffersIsCountedAndNotShown() {
        String one = "a\n".repeat(30_000);
        String other = "b\n".repeat(30_001);
        assertThat(between(rules(SHORT).file("big.txt", one), rules(SHORT).file("big.txt", other))
                        .files())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.form()).isEqualTo(FileChange.Form.TOO_LARGE);
                    assertThat(file.addedLines()).isEqualTo(30_001);
                    assertThat(file.removedLines()).isEqualTo(30_000);
                });
    }

    @Test
    void anotherEndOfTheLastLineIsSaid() {
        assertThat(between(rules(SHORT).file("a.txt", "a\n"), rules(SHORT).file("a.txt", "a"))
                        .files()
                        .getFirst()
                        .diff())
                .contains("end of the last line");
    }

    @Test
    void itIsWrittenAsJson() throws Exception {
        RulesetDifference difference = between(
                withScenarios(SCENARIOS),
                withScenarios(SCENARIOS.replace("250", "1"))
                        .drl("package acme.rules\n\n" + SHORT.replace("180", "90") + LONG)
                        .file("types.drl", Compared.TYPES.replace("delay : int", "delay : String")));
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(difference));
        assertThat(json.at("/ruleset").asText()).isEqualTo("acme");
        assertThat(json.at("/rules/changed/0/parts/0/part").asText()).isEqualTo("CONDITIONS");
        assertThat(json.at("/rules/added/0/place/file").asText()).isEqualTo("acme/rules.drl");
        assertThat(json.at("/contract/effect").asText()).isEqualTo("BREAKS");
        assertThat(json.at("/scenarios/0/parts/0").asText()).isEqualTo("expect");
        assertThat(json.at("/branch/tree").asText()).hasSize(40);
    }

    @Test
    void theSamplesDifferFromThemselvesNowhere() {
        for (String name : new String[] {"flight-compensation", "dose-check"}) {
            WrittenRuleset sample = WrittenRuleset.folder(Path.of("rules", name));
            RulesetDifference difference = between(sample, sample);
            assertThat(difference.touched()).isEmpty();
            assertThat(difference.tables()).isEmpty();
            assertThat(difference.declarations().types()).isEmpty();
            RulesetDifference added = Compared.differences().between(null, sample.source());
            assertThat(added.touched()).hasSize(added.rules().branchCount());
        }
    }

    @Test
    void whateverIsDoneToTheFilesIsADifferenceAndNoFailure() {
        Random random = new Random(20261123);
        for (String name : new String[] {"flight-compensation", "dose-check"}) {
            WrittenRuleset sample = WrittenRuleset.folder(Path.of("rules", name));
            for (int i = 0; i < 60; i++) {
                SourceFile file = sample.source()
                        .files()
                        .get(random.nextInt(sample.source().files().size()));
                WrittenRuleset mangled = sample.file(file.path(), mangled(file.text(), random));
                assertThat(between(sample, mangled).files()).hasSizeLessThan(2);
                assertThat(between(mangled, sample).files()).hasSizeLessThan(2);
            }
        }
    }

    /** Loses a stretch, or has it twice, or has other letters in it. */
    private static String mangled(String text, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(80));
        String stretch = text.substring(from, to);
        return text.substring(0, from)
                + switch (random.nextInt(4)) {
                    case 0 -> "";
                    case 1 -> stretch + stretch;
                    case 2 -> stretch.toUpperCase(Locale.ROOT);
                    default -> "\"({" + stretch + "'/*";
                }
                + text.substring(to);
    }

    @Test
    void twoRulesetsOfOtherNamesAreNotCompared() {
        assertThatThrownBy(() -> between(rules(SHORT), rules(SHORT).named("other")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Compared.differences().between(null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThousandRulesAreCompared() {
        StringBuilder many = new StringBuilder("package acme.rules\n\n");
        for (int i = 0; i < 1_000; i++) {
            many.append(SHORT.replace("Short haul", "Rule " + i).replace("180", "" + i))
                    .append('\n');
        }
        WrittenRuleset base = Compared.usual().drl(many.toString());
        WrittenRuleset branch = Compared.usual()
                .drl(many.toString().replace("delay >= 50", "delay >= 60").replace("\"Rule 7\"", "\"R7\""));
        RulesetDifference difference = between(base, branch);
        assertThat(difference.rules().changed()).hasSize(11);
        assertThat(difference.rules().renamed()).hasSize(1);
        assertThat(difference.rules().moved()).isEmpty();
    }
}

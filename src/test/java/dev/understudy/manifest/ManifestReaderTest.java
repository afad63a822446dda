package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RolloutStage.Share;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.LogPolicy;
import dev.understudy.ruleset.RulesetManifest.WhenFull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String FILE = "flight-compensation/ruleset.yaml";
    private static final String FACTS = "facts: {in: [Flight], out: [Compensation]}\n";

    @Test
    void theContractsExampleIsReadInFull() {
        RulesetManifest manifest = manifest("""
                title: Compensation for delayed flights
                owners: [passenger-rights]            # groups
                facts: {in: [Flight], out: [Compensation]}
                routingKey: /Flight/0/passengerId
                sensitive: [Flight.passengerName]
                limits: {time: 200ms, steps: 4000000, allocation: 16MiB, firings: 9000}
                rollout: {stages: [{percent: 1, soak: 10m}, {percent: 10.25, soak: 30m}, {percent: 50, soak: 1h}]}
                decisionLog: {mode: buffered, retention: 30d}
                """);
        assertThat(manifest)
                .isEqualTo(new RulesetManifest(
                        "Compensation for delayed flights",
                        List.of("passenger-rights"),
                        List.of("Flight"),
                        List.of("Compensation"),
                        Optional.of("/Flight/0/passengerId"),
                        List.of("Flight.passengerName"),
                        new Limits(Duration.ofMillis(200), 4_000_000, 16L << 20, 9_000),
                        new RolloutPlan(
                                List.of(
                                        new Share(new Exposure(10_000), Duration.ofMinutes(10), 20),
                                        new Share(new Exposure(102_500), Duration.ofMinutes(30), 20),
                                        new Share(new Exposure(500_000), Duration.ofHours(1), 20)),
                                Exposure.NONE,
                                Optional.empty(),
                                ChangeWindows.ALWAYS,
                                GuardrailSettings.USUAL),
                        new LogPolicy(LogMode.BUFFERED, Duration.ofDays(30), WhenFull.REFUSE)));
    }

    @Test
    void everyKeyButFactsHasADefault() {
        RulesetManifest manifest = manifest(FACTS);
        assertThat(manifest.title()).isEqualTo("flight-compensation");
        assertThat(manifest.owners()).isEmpty();
        assertThat(manifest.routingKey()).isEmpty();
        assertThat(manifest.sensitive()).isEmpty();
        assertThat(manifest.limits()).isEqualTo(Limits.PLATFORM);
        assertThat(manifest.rollout()).isEqualTo(RolloutPlan.AT_ONCE);
        assertThat(manifest.decisionLog())
                .isEqualTo(new LogPolicy(LogMode.DURABLE, Duration.ofDays(400), WhenFull.REFUSE));
    }

    @Test
    void thePlatformsOwnLimitsAndTheWholeOfHundredPercentAreAllowed() {
        RulesetManifest manifest = manifest(FACTS + """
                limits: {time: 250ms, steps: 5000000, allocation: 32MiB, firings: 10000}
                rollout: {stages: [{percent: 0.0001, soak: 1s}, {percent: 100, soak: 90d}]}
                """);
        assertThat(manifest.limits()).isEqualTo(Limits.PLATFORM);
        assertThat(manifest.rollout().stages()).hasSize(2);
    }

    @Test
    void anEmptyRolloutIsAtOnce() {
        assertThat(manifest(FACTS + "rollout: {}").rollout()).isEqualTo(RolloutPlan.AT_ONCE);
    }

    @Test
    void modeOffIsTheWordAndNotABoolean() {
        assertThat(manifest(FACTS + "decisionLog: {mode: off}").decisionLog().mode())
                .isEqualTo(LogMode.OFF);
    }

    @Test
    void retentionOfALogThatIsOffIsWarnedOf() {
        ManifestResult.Read read = read(FACTS + "decisionLog: {mode: off, retention: 3d}");
        assertThat(read.warnings()).extracting(Diagnostic::severity).containsExactly(Diagnostic.Severity.WARNING);
    }

    @Test
    void placesGiveTheLineOfEachValueAndOfItsNearestParent() {
        Places places = read("title: T\nfacts:\n  in: [Flight,\n       Fare]\n  out:\n    - Compensation\n")
                .places();
        assertThat(places.place("/facts/in/0")).isEqualTo(new Place(3, 8));
        assertThat(places.place("/facts/in/1")).isEqualTo(new Place(4, 8));
        assertThat(places.place("/facts/out/0")).isEqualTo(new Place(6, 7));
        assertThat(places.place("/facts/out")).isEqualTo(new Place(5, 3));
        assertThat(places.place("/facts/out/7/x")).isEqualTo(new Place(5, 3));
        assertThat(places.key("/title")).isEqualTo(new Place(1, 1));
        assertThat(places.place("/title")).isEqualTo(new Place(1, 8));
        assertThat(places.place("/nothing")).isEqualTo(Place.TOP);
    }

    @Test
    void aByteOrderMarkAndWindowsLinesAreNoFault() {
        ManifestResult.Read read = read("\ufefftitle: T\r\nfacts:\r\n  in: [Flight]\r\n  out: [Care]\r\n");
        assertThat(read.manifest().title()).isEqualTo("T");
        assertThat(read.places().place("/facts/in/0")).isEqualTo(new Place(3, 8));
    }

    @Nested
    class Faults {
        @Test
        void anUnknownKeyNamesItsPlaceAndTheNearestKey() {
            assertThat(faults(FACTS + "ownners: [a]\n"))
                    .containsExactly(FILE + ":2:1 unknown key 'ownners'; did you mean 'owners'?");
        }

        @Test
        void anUnknownKeyWithoutANearOneNamesAllKeys() {
            assertThat(faults(FACTS + "limits:\n  cpu: 3\n"))
                    .containsExactly(
                            FILE + ":3:3 unknown key 'cpu'; the keys here are time, steps, allocation, firings.");
        }

        @Test
        void allFaultsAreFoundAtOnce() {
            assertThat(faults("""
                    titel: x
                    owners: passenger-rights
                    facts: {in: [], out: [Compensation, Compensation]}
                    routingKey: Flight
                    limits: {time: 1h}
                    decisionLog: {mode: sometimes}
                    """)).hasSize(7);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "limits: {time: 251ms} | 2:16 limits.time may only lower the platform's limit: at most 250ms is allowed.",
                    "limits: {time: 0ms} | 2:16 limits.time is '0ms'; it has to be more than 0.",
                    "limits: {time: -5ms} | 2:16 limits.time is '-5ms'; it has to be more than 0.",
                    "limits: {time: 250} | 2:16 limits.time is '250'; its unit is missing: ms, s, m, h, d. It has to be a duration such as 250ms, 10s, 10m, 1h or 400d.",
                    "limits: {time: 1min} | 2:16 limits.time is '1min'; 'min' is no unit here: ms, s, m, h, d. It has to be a duration such as 250ms, 10s, 10m, 1h or 400d.",
                    "limits: {time: 99999999999999999999d} | 2:16 limits.time is '99999999999999999999d', which is more than can be counted.",
                    "limits: {steps: 5000001} | 2:17 limits.steps may only lower the platform's limit: at most 5000000 is allowed.",
                    "limits: {steps: 0} | 2:17 limits.steps is '0'; it has to be more than 0.",
                    "limits: {steps: -1} | 2:17 limits.steps is '-1'; it has to be more than 0.",
                    "limits: {steps: 250ms} | 2:17 limits.steps is '250ms'; 'ms' is too much. It has to be a whole number such as 10000.",
                    "limits: {firings: 0} | 2:19 limits.firings is '0'; it has to be more than 0.",
                    "limits: {firings: -7} | 2:19 limits.firings is '-7'; it has to be more than 0.",
                    "limits: {firings: 10001} | 2:19 limits.firings may only lower the platform's limit: at most 10000 is allowed.",
                    "limits: {firings: 5MiB} | 2:19 limits.firings is '5MiB'; 'MiB' is too much. It has to be a whole number such as 10000.",
                    "limits: {allocation: 0MiB} | 2:22 limits.allocation is '0MiB'; it has to be more than 0.",
                    "limits: {allocation: -1KiB} | 2:22 limits.allocation is '-1KiB'; it has to be more than 0.",
                    "limits: {allocation: 1024} | 2:22 limits.allocation is '1024'; its unit is missing: B, KiB, MiB, GiB. It has to be a size such as 512KiB, 32MiB or 1GiB.",
                    "limits: {steps: 1.5} | 2:17 limits.steps is '1.5'; it has to be a whole number such as 10000.",
                    "limits: {steps: 99999999999999999999} | 2:17 limits.steps is '99999999999999999999', which is more than can be counted.",
                    "limits: {firings: 4294967297} | 2:19 limits.firings may only lower the platform's limit: at most 10000 is allowed.",
                    "limits: {allocation: 33MiB} | 2:22 limits.allocation may only lower the platform's limit: at most 32MiB is allowed.",
                    "limits: {allocation: 1MB} | 2:22 limits.allocation is '1MB'; 'MB' is no unit here: B, KiB, MiB, GiB. It has to be a size such as 512KiB, 32MiB or 1GiB.",
                    "limits: [time] | 2:9 limits is a list; a mapping (key: value) belongs here.",
                    "limits: | 2:8 limits is empty; a mapping (key: value) belongs here.",
                    "title: [a] | 2:8 title is a list; a text belongs here.",
                    "title: | 2:7 title is empty; a text belongs here.",
                    "title: ' ' | 2:8 title is blank; give it a text, or leave the key out.",
                    "owners: passenger-rights | 2:9 owners is the text 'passenger-rights'; a list belongs here, [passenger-rights].",
                    "owners: [a, {b: c}] | 2:13 An item of owners is a mapping; a text belongs here.",
                    "owners: [a, a] | 2:13 'a' stands twice in owners. Remove one.",
                    "sensitive: [passengerName] | 2:13 'passengerName' is no field; name it as Type.field, Flight.passengerName say.",
                    "sensitive: [Flight.a.b] | 2:13 'Flight.a.b' is no field; name it as Type.field, Flight.passengerName say.",
                    "routingKey: Flight/0/id | 2:13 routingKey 'Flight/0/id' does not start with '/'. It is a JSON pointer into the facts, /Flight/0/passengerId say.",
                    "routingKey: /Flight/0/a~2 | 2:13 routingKey has the step 'a~2', which is no step of a JSON pointer ('~' is written ~0, '/' is written ~1). It is a JSON pointer into the facts, /Flight/0/passengerId say.",
                    "routingKey: /Flihgt/0/id | 2:13 routingKey starts with 'Flihgt', which facts.in does not name; did you mean 'Flight'?",
                    "routingKey: /Flight/id | 2:13 routingKey has to name a type, the number of a fact and a field. It is a JSON pointer into the facts, /Flight/0/passengerId say.",
                    "decisionLog: {mode: sometimes} | 2:21 decisionLog.mode is 'sometimes'; it has to be one of durable, buffered, off.",
                    "decisionLog: {retention: 40000d} | 2:26 decisionLog.retention may be at most 36500d.",
                    "rollout: {stages: []} | 2:19 rollout.stages is empty; it has at least one stage, {percent: 10, soak: 30m} say. Without 'rollout' a change takes over at once.",
                    "rollout: {holdout: 1} | 2:10 'stages' is missing; it is a list such as [{percent: 10, soak: 30m}].",
                    "rollout: {stages: {percent: 1}} | 2:19 rollout.stages is a mapping; a list belongs here.",
                    "rollout: {stages: [{percent: 1}]} | 2:20 'soak' is missing in this stage; a stage is {percent: 10, soak: 30m}.",
                    "rollout: {stages: [{soak: 1m}]} | 2:20 'percent' is missing in this stage; a stage is {percent: 10, soak: 30m}.",
                    "rollout: {shadow: {soak: 1m}} | 2:10 'stages' is missing; it is a list such as [{percent: 10, soak: 30m}].",
                    "rollout: {shadow: {percent: 5}, stages: [{percent: 1, soak: 1m}]} | 2:19 'soak' is missing in rollout.shadow; it is {percent: 10, soak: 10m, decisions: 500}, say.",
                    "rollout: {shadow: {soak: 1m, percent: 0}, stages: [{percent: 1, soak: 1m}]} | 2:39 shadow.percent is '0'; it has to be more than 0 and at most 100.",
                    "rollout: {shadow: {soak: 91d}, stages: [{percent: 1, soak: 1m}]} | 2:26 shadow.soak may be at most 90d.",
                    "rollout: {shadow: {soak: 1m, decisions: 0}, stages: [{percent: 1, soak: 1m}]} | 2:41 shadow.decisions is '0'; it has to be more than 0.",
                    "rollout: {shadow: {soak: 1m, maxPercent: 101}, stages: [{percent: 1, soak: 1m}]} | 2:42 shadow.maxPercent is '101'; it has to be a number from 0 to 100 with at most four decimals.",
                    "rollout: {shadow: {soak: 1m, units: 5}, stages: [{percent: 1, soak: 1m}]} | 2:30 unknown key 'units'; the keys here are percent, soak, decisions, maxPercent, transitions.",
                    "rollout: {stages: [5]} | 2:20 A stage is the text '5'; a mapping (key: value) belongs here.",
                    "rollout: {stages: [{percent: 0, soak: 1m}]} | 2:30 percent is '0'; it has to be more than 0 and at most 100.",
                    "rollout: {stages: [{percent: 100.01, soak: 1m}]} | 2:30 percent is '100.01'; it has to be more than 0 and at most 100.",
                    "rollout: {stages: [{percent: 1.00001, soak: 1m}]} | 2:30 percent is '1.00001'; it may have at most 4 decimals.",
                    "rollout: {stages: [{percent: 5%, soak: 1m}]} | 2:30 percent is '5%'; it has to be a number such as 10 or 0.5, without a sign of percent.",
                    "rollout: {stages: [{percent: NaN, soak: 1m}]} | 2:30 percent is 'NaN'; it has to be a number such as 10 or 0.5, without a sign of percent.",
                    "rollout: {stages: [{percent: 5, soak: 0s}]} | 2:39 soak is '0s'; it has to be more than 0.",
                    "rollout: {stages: [{percent: 5, soak: 1m}, {percent: 5, soak: 1m}]} | 2:44 The percent of a stage has to be higher than that of the stage before it.",
                })
        void aBadValueIsNamedWithItsPlace(String line, String expected) {
            assertThat(faults(FACTS + line + "\n")).containsExactly(FILE + ":" + expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "title: T | 1:1 'facts' is missing. Name the types: facts: {in: [Flight], out: [Compensation]}.",
                    "facts: {in: [A]} | 1:8 'facts.out' is missing. Name the types: facts: {in: [Flight], out: [Compensation]}.",
                    "facts: {in: [], out: [B]} | 1:13 facts.in is empty; it names at least one type.",
                    "facts: {in: A, out: [B]} | 1:13 facts.in is the text 'A'; a list belongs here, [A].",
                    "facts: {in: [a.B], out: [B]} | 1:14 'a.B' is no name of a type; give the simple name of a type that the DRL declares, Flight say.",
                    "facts: {in: [class], out: [B]} | 1:14 'class' is no name of a type; give the simple name of a type that the DRL declares, Flight say.",
                    "facts: {in: [A], out: [B], inn: [C]} | 1:28 unknown key 'inn'; did you mean 'in'?",
                    "facts: {in: [A], out: [B], in: [C]} | 1:28 The key 'in' stands here twice; the first is in line 1. Remove one.",
                    "facts: {in: [A], out: [B], [x]: [C]} | 1:28 A key is a text; this is a list.",
                    "[facts] | 1:1 The file is a list; a mapping (key: value) belongs here.",
                    "facts | 1:1 The file is the text 'facts'; a mapping (key: value) belongs here.",
                })
        void badFactsAreNamedWithTheirPlace(String yaml, String expected) {
            assertThat(faults(yaml)).containsExactly(FILE + ":" + expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "---\n"})
        void anEmptyFileIsTold(String yaml) {
            assertThat(faults(yaml)).hasSize(1).first().asString().startsWith(FILE + ":1:");
        }
    }

    private static RulesetManifest manifest(String yaml) {
        return read(yaml).manifest();
    }

    private static ManifestResult.Read read(String yaml) {
        ManifestResult result = new ManifestReader().read(FILE, yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(result).isInstanceOf(ManifestResult.Read.class);
        return (ManifestResult.Read) result;
    }

    private static List<String> faults(String yaml) {
        return switch (new ManifestReader().read(FILE, yaml.getBytes(StandardCharsets.UTF_8))) {
            case ManifestResult.Read read -> List.of();
            case ManifestResult.Faulty faulty ->
                faulty.diagnostics().stream().map(Diagnostic::text).toList();
        };
    }
}

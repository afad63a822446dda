package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final String FILE = "flight-compensation/scenarios/short-haul.yaml";
    private static final String SHORT_HAUL = """
            - name: Short haul, three hours late
              asOf: 2001-01-01T01:10:00Z
              given:
                Flight: {date: "2001/01/01 01:10", delay: 185, distance: 400, origin: HNL, destination: SFO}
              expect:
                Compensation: [{amount: 250, currency: EUR}]
                Care: []
              fired: {Short haul: 1, Never: 0}
            - name: Two of them
              given:
                Flight:
                  - delay: 1
                  - delay: 2
                    tags: {a/b: [x, ~]}
              expect: {Compensation: {amount: 12.50}}
              fired: [Long haul, Short haul]
            """;

    @Test
    void aListOfScenariosIsRead() {
        List<Scenario> scenarios = read(SHORT_HAUL).scenarios();
        assertThat(scenarios).extracting(Scenario::name).containsExactly("Short haul, three hours late", "Two of them");
        Scenario first = scenarios.getFirst();
        assertThat(first.file()).isEqualTo(FILE);
        assertThat(first.line()).isEqualTo(1);
        assertThat(first.column()).isEqualTo(3);
        assertThat(first.givenJson())
                .isEqualTo("{\"facts\":{\"Flight\":[{\"date\":\"2001/01/01 01:10\",\"delay\":185,\"distance\":400,"
                        + "\"origin\":\"HNL\",\"destination\":\"SFO\"}]},\"asOf\":\"2001-01-01T01:10:00Z\"}");
        assertThat(first.expectedOutcomes())
                .containsExactly(
                        Map.entry(
                                "Compensation",
                                new Scenario.ExpectedFacts("[{\"amount\":250,\"currency\":\"EUR\"}]", 6, 5)),
                        Map.entry("Care", new Scenario.ExpectedFacts("[]", 7, 5)));
        assertThat(first.expectedFired()).contains(Map.of("Short haul", 1));
        assertThat(scenarios.get(1).expectedFired()).contains(Map.of("Long haul", 1, "Short haul", 1));
    }

    @Test
    void aSingleScenarioNeedsNoListAndFiredMayBeLeftOut() {
        ScenarioResult result = read("name: N\ngiven: {}\nexpect: {Care: []}\n");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.scenarios()).singleElement().satisfies(each -> {
            assertThat(each.givenJson()).isEqualTo("{\"facts\":{}}");
            assertThat(each.expectedFired()).isEmpty();
        });
    }

    @Test
    void aPointerIntoTheJsonGivesTheLineInTheYaml() {
        ScenarioResult result = read(SHORT_HAUL);
        Scenario first = result.scenarios().getFirst();
        Scenario second = result.scenarios().get(1);
        assertThat(result.place(first, "/facts/Flight/0/delay")).isEqualTo(new Place(4, 47));
        assertThat(result.place(first, "/asOf")).isEqualTo(new Place(2, 9));
        assertThat(result.place(first, "/expect/Compensation/0/amount")).isEqualTo(new Place(6, 29));
        assertThat(result.place(first, "/fired/Short haul")).isEqualTo(new Place(8, 11));
        assertThat(result.place(second, "/facts/Flight/1/delay")).isEqualTo(new Place(13, 16));
        assertThat(result.place(second, "/facts/Flight/1/tags/a~1b/1")).isEqualTo(new Place(14, 25));
        assertThat(result.place(second, "/facts/Flight/9")).isEqualTo(new Place(11, 5));
        assertThat(result.place(second, "/facts/Fligth")).isEqualTo(new Place(11, 5));
        assertThat(result.place(second, "/fired/Short haul")).isEqualTo(new Place(16, 22));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "12.50 | 12.50",
                "0.1000000000000000055511151231257827 | 0.1000000000000000055511151231257827",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "-0 | -0",
                "1e400 | 1e400",
                "'12.50' | \"12.50\"",
                "\"12\" | \"12\"",
                "true | true",
                "false | false",
                "True | \"True\"",
                "no | \"no\"",
                "NO | \"NO\"",
                "on | \"on\"",
                "off | \"off\"",
                "yes | \"yes\"",
                "null | null",
                "~ | null",
                "'null' | \"null\"",
                "2001-01-01 | \"2001-01-01\"",
                "2001-01-01T01:10:00Z | \"2001-01-01T01:10:00Z\"",
                "01:10 | \"01:10\"",
                "12:30:45 | \"12:30:45\"",
                "1_000 | \"1_000\"",
                "\"a\\tb\\u0001\\\"\\\\\" | \"a\\tb\\u0001\\\"\\\\\"",
                "[1, [a, {b: c}], {}] | [1,[\"a\",{\"b\":\"c\"}],{}]",
                "\u00e9\ud83d\ude00 | \"\u00e9\ud83d\ude00\"",
            })
    void aValueBecomesTheJsonItStandsFor(String yaml, String json) {
        ScenarioResult result = read("name: N\ngiven: {A: {v: " + yaml + "}}\nexpect: {B: []}\n");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.scenarios().getFirst().givenJson()).isEqualTo("{\"facts\":{\"A\":[{\"v\":" + json + "}]}}");
    }

    @Test
    void blockTextKeepsItsLines() {
        ScenarioResult result = read("name: N\ngiven:\n  A:\n    v: |\n      one\n      two\nexpect: {B: []}\n");
        assertThat(result.scenarios().getFirst().givenJson())
                .isEqualTo("{\"facts\":{\"A\":[{\"v\":\"one\\ntwo\\n\"}]}}");
    }

    @Test
    void aFileWithoutScenariosIsWarnedOf() {
        assertThat(read("# later\n").diagnostics())
                .extracting(Diagnostic::severity)
                .containsExactly(Diagnostic.Severity.WARNING);
        assertThat(read("[]").diagnostics()).isEmpty();
    }

    @Test
    void aScenarioThatExpectsNothingIsWarnedOf() {
        ScenarioResult result = read("name: N\ngiven: {}\nexpect: {}\n");
        assertThat(result.hasErrors()).isFalse();
        assertThat(texts(result))
                .containsExactly(FILE + ":3:9 warning: Scenario 'N' expects nothing, so it can't fail.");
    }

    @Nested
    class Faults {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{given: {}, expect: {}} | 1:1 'name' is missing in this scenario; it needs name, given and expect.",
                    "{name: N, expect: {}} | 1:1 'given' is missing in this scenario; it needs name, given and expect.",
                    "{name: N, given: {}} | 1:1 'expect' is missing in this scenario; it needs name, given and expect.",
                    "[{name: N, given: {}, expect: {A: []}}, x] | 1:41 A scenario is the text 'x'; a mapping (key: value) belongs here.",
                    "{name: N, given: {}, expect: {}, expected: {}} | 1:34 unknown key 'expected'; did you mean 'expect'?",
                    "{name: N, name: M, given: {}, expect: {A: []}} | 1:11 The key 'name' stands here twice; the first is in line 1. Remove one.",
                    "{name: [N], given: {}, expect: {A: []}} | 1:8 name is a list; a text belongs here.",
                    "{name: N, asOf: yesterday, given: {}, expect: {A: []}} | 1:17 asOf is no moment; write it as 2001-01-01T01:10:00Z.",
                    "{name: N, asOf: 2001-01-01, given: {}, expect: {A: []}} | 1:17 asOf is no moment; write it as 2001-01-01T01:10:00Z.",
                    "{name: N, given: [], expect: {A: []}} | 1:18 given is a list; a mapping (key: value) belongs here.",
                    "{name: N, given: , expect: {A: []}} | 1:17 given is empty; a mapping (key: value) belongs here.",
                    "{name: N, given: {A: 5}, expect: {A: []}} | 1:22 A fact of A is the text '5'; a mapping {field: value} belongs here.",
                    "{name: N, given: {A: [{}, 5]}, expect: {A: []}} | 1:27 A fact of A is the text '5'; a mapping {field: value} belongs here.",
                    "{name: N, given: {a b: {}}, expect: {A: []}} | 1:19 'a b' is no name of a type; given has types as keys.",
                    "{name: N, given: {A: {x: 1, x: 2}}, expect: {A: []}} | 1:29 The key 'x' stands here twice. Remove one.",
                    "{name: N, given: {A: {[x]: 1}}, expect: {A: []}} | 1:23 A key is a text; this is a list.",
                    "{name: N, given: {A: {x: 007}}, expect: {A: []}} | 1:26 '007' is a number in YAML and none in JSON. Write it with plain digits (12, -0.5, 1e6), or quote it if it is a text.",
                    "{name: N, given: {A: {x: .inf}}, expect: {A: []}} | 1:26 '.inf' is a number in YAML and none in JSON. Write it with plain digits (12, -0.5, 1e6), or quote it if it is a text.",
                    "{name: N, given: {A: {x: 0x1F}}, expect: {A: []}} | 1:26 '0x1F' is a number in YAML and none in JSON. Write it with plain digits (12, -0.5, 1e6), or quote it if it is a text.",
                    "{name: N, given: {A: {x: +1}}, expect: {A: []}} | 1:26 '+1' is a number in YAML and none in JSON. Write it with plain digits (12, -0.5, 1e6), or quote it if it is a text.",
                    "{name: N, given: {}, expect: {A: }} | 1:33 A fact of A is empty; a mapping {field: value} belongs here.",
                    "{name: N, given: {}, expect: {A: []}, fired: 3} | 1:46 fired is the text '3'; a mapping (key: value) belongs here.",
                    "{name: N, given: {}, expect: {A: []}, fired: [R, R]} | 1:50 'R' stands twice in fired. Remove one.",
                    "{name: N, given: {}, expect: {A: []}, fired: {R: -1}} | 1:50 How often 'R' fires is the text '-1'; a whole number belongs here.",
                    "{name: N, given: {}, expect: {A: []}, fired: {R: 1.5}} | 1:50 How often 'R' fires is the text '1.5'; a whole number belongs here.",
                    "{name: N, given: {}, expect: {A: []}, fired: {R: 99999999999}} | 1:50 How often 'R' fires is the text '99999999999'; a whole number belongs here.",
                })
        void aBadScenarioIsNamedWithItsPlace(String yaml, String expected) {
            ScenarioResult result = read(yaml);
            assertThat(result.hasErrors()).isTrue();
            assertThat(texts(result)).containsExactly(FILE + ":" + expected);
        }

        @Test
        void twoOfOneNameAreTold() {
            ScenarioResult result =
                    read("- {name: N, given: {}, expect: {A: []}}\n- {name: N, given: {}, expect: {B: []}}\n");
            assertThat(texts(result))
                    .containsExactly(
                            FILE + ":2:10 Another scenario of this file is called 'N'. Give each its own name.");
        }

        @Test
        void aFaultyScenarioLeavesTheOthersAndAllFaultsAreTold() {
            ScenarioResult result = read("""
                    - {name: A, expect: {X: []}}
                    - {name: B, given: {}, expect: {X: []}}
                    - {name: C, given: {}, expct: {X: []}}
                    """);
            assertThat(result.scenarios()).extracting(Scenario::name).containsExactly("B");
            assertThat(texts(result)).hasSize(3);
        }
    }

    private static ScenarioResult read(String yaml) {
        return new ScenarioReader().read(FILE, yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(ScenarioResult result) {
        return result.diagnostics().stream().map(Diagnostic::text).toList();
    }
}

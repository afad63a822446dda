package dev.understudy.rollout.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.rollout.cohort.Cohort.Membership;
import dev.understudy.rollout.cohort.CohortResult.Compiled;
import dev.understudy.rollout.cohort.CohortResult.Refused;
import dev.understudy.ruleset.SchemaDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortCompilerTest {
    private static final String SCHEMAS = """
            {"Flight": {"type": "object", "properties": {
               "distance": {"type": "integer", "format": "int32"}, "price": {"type": "number"},
               "carrier": {"type": "string"}, "kind": {"$ref": "#/components/schemas/Kind"},
               "late": {"type": "boolean"}, "tags": {"type": "array", "items": {"type": "string"}},
               "seats": {"type": "object", "additionalProperties": {"type": "integer"}}, "any": {},
               "next": {"$ref": "#/components/schemas/Flight"}}},
             "Kind": {"type": "string", "enum": ["LONG", "SHORT"]},
             "Compensation": {"type": "object", "properties": {"amount": {"type": "integer"}}}}""";
    private static final CohortCompiler COMPILER = new CohortCompiler(List.of("Flight"), new SchemaDocument(SCHEMAS));
    private static final Caller APP = Caller.of("app", Set.of(Role.APP), Set.of("partners"));
    private static final String FLIGHT = """
            {"distance": 2399, "price": 10, "carrier": "AA", "kind": "LONG", "late": null, "tags": ["a", "b"],
             "seats": {"F": 4}, "any": {"x": [1, "y"]}, "next": {"distance": 5.0}}""";

    private static Membership in(String condition, String facts) {
        byte[] body = ("  {\"facts\": " + facts + "}").getBytes(StandardCharsets.UTF_8);
        return in(condition, FactSource.ofBody(body, 2, body.length - 2));
    }

    private static Membership in(String condition, FactSource source) {
        assertThat(COMPILER.compile(condition)).isInstanceOf(Compiled.class);
        return COMPILER.compile(condition) instanceof Compiled compiled
                ? compiled.cohort().of(source, APP)
                : Membership.UNKNOWN;
    }

    private static List<String> faults(String condition) {
        return COMPILER.compile(condition) instanceof Refused refused
                ? refused.faults().stream().map(CohortResult.Fault::text).toList()
                : List.of();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "facts.Flight[0].distance > 1500 && caller.name == 'app' | IN",
                "facts.Flight[0].distance > 1500.5 | IN",
                "facts.Flight[0].distance < 1500 | OUT",
                "facts.Flight[0].price * 2.0 == 20.0 | IN",
                "facts.Flight[0].carrier in ['AA', 'UA'] | IN",
                "facts.Flight[0].carrier.startsWith('A') | IN",
                "facts.Flight[0].kind == 'LONG' | IN",
                "'b' in facts.Flight[0].tags && size(facts.Flight[0].tags) == 2 | IN",
                "facts.Flight[0].seats['F'] == 4 | IN",
                "facts.Flight[0].any.x[0] == 1 | IN",
                "facts.Flight[0].next.distance == 5 | IN",
                "has(facts.Flight[0].late) | OUT",
                "has(facts.Flight[0].carrier) | IN",
                "size(facts.Flight) == 1 | IN",
                "'partners' in caller.groups && 'app' in caller.roles | IN",
                "facts.Flight[0].late | UNKNOWN",
                "facts.Flight[7].distance > 1 | UNKNOWN",
                "facts.Flight[0].distance / 0 == 1 | UNKNOWN",
                "facts.Flight[0].next.next.distance > 1 | UNKNOWN",
                "facts.Flight[0].any.none == 1 | UNKNOWN",
                "true | IN",
            })
    void aConditionIsAskedOfFactsAndCaller(String condition, Membership expected) {
        assertThat(in(condition, "{\"Flight\": [" + FLIGHT + "]}")).isEqualTo(expected);
        assertThat(in(condition, "{\"Flight\": " + FLIGHT + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "facts.Flight[0].distanc > 5 | line 1, column 16: There is no field 'distanc'; did you mean 'distance'?",
                "facts.Fligt[0].distance > 5 | line 1, column 6: There is no field 'Fligt'; did you mean 'Flight'?",
                "facts.Compensation[0].amount > 5 | line 1, column 6: There is no field 'Compensation'",
                "caller.nam == 'x' | line 1, column 7: There is no field 'nam'; did you mean 'name'?",
                "fact.Flight[0].distance > 5 | line 1, column 1: There is no 'fact'; did you mean 'facts'?",
                "facts.Flight[0].distance > | line 1, column 27: mismatched input",
                "facts.Flight[0].distance | line 1, column 16: expected type 'bool' but found 'int'.",
                "facts.Flight[0].distance == 'a' | line 1, column 26: found no matching overload",
                "facts.Flight.exists(f, f.distance > 1) | line 1, column 20: Loops (all, exists, map, filter) can't",
                "[1, 2].all(x, x > 0) | line 1, column 11: Loops",
                "size(facts.Flight.map(f, f.distance)) > 1 | line 1, column 22: Loops",
                "facts.Flight[0].carrier.matches('(a+)+$') | line 1, column 32: Regular expressions can't stand",
                "understudy.Facts{} == facts | Conditions make no objects",
                "{'a': 1}['a'] == 1 | Conditions make no objects",
                "`  ` | line 1, column 1: A condition has 1 to 1000 characters.",
                "1 + | line 1, column",
                "🐱 == 1 | line 1, column 1",
            })
    void aFaultyOneIsRefusedWithItsColumn(String condition, String fault) {
        assertThat(faults(condition)).first().asString().contains(fault);
    }

    @Test
    void theSecondLineIsNamed() {
        assertThat(faults("true\n  && facts.Flight[0].x == 1"))
                .first()
                .asString()
                .startsWith("line 2, column 21");
    }

    @Test
    void longAndDeepOnesAreRefused() {
        assertThat(faults("true" + " || true".repeat(200))).hasSize(1);
        assertThat(faults("(".repeat(300) + "true" + ")".repeat(300))).isNotEmpty();
        assertThat(faults("!".repeat(900) + "true")).isNotNull();
    }

    @Test
    void bodiesThatHaveNoFactsAreUnknown() {
        for (String facts :
                List.of("[]", "7", "null", "{}", "{\"Flight\": 7}", "{\"Flight\": [7]}", "{\"Flight\": []}")) {
            assertThat(in("facts.Flight[0].distance > 1", facts)).as(facts).isEqualTo(Membership.UNKNOWN);
        }
        byte[] broken = "{\"facts\": {".getBytes(StandardCharsets.UTF_8);
        assertThat(in("facts.Flight[0].distance > 1", FactSource.ofBody(broken, 0, broken.length)))
                .isEqualTo(Membership.UNKNOWN);
        assertThat(in("facts.Flight[0].distance > 1", FactSource.ofBody(broken, 0, 0)))
                .isEqualTo(Membership.UNKNOWN);
    }

    @Test
    void aNumberThatIsNoneOfItsTypeIsUnknown() {
        for (String distance : List.of("1e300", "99999999999999999999", "1.5", "\"5\"", "true")) {
            assertThat(in("facts.Flight[0].distance > 1", "{\"Flight\": {\"distance\": " + distance + "}}"))
                    .as(distance)
                    .isEqualTo(Membership.UNKNOWN);
        }
    }

    @Test
    void aSideThatHoldsAnywaySettlesIt() {
        assertThat(in("facts.Flight[7].distance > 1 || caller.name == 'app'", "{}"))
                .isEqualTo(Membership.IN);
    }

    @Test
    void onlyTheFieldsThatItNamesAreLookedAt() {
        String facts = "{\"Flight\": [{\"distance\": 5, \"carrier\": \"" + "a".repeat(1_001)
                + "\", \"price\": \"none\", \"late\": null, \"more\": {}}, 7], \"Other\": 7}";
        assertThat(in("facts.Flight[0].distance == 5", facts)).isEqualTo(Membership.IN);
        String many = "{\"Flight\": [{\"distance\": 5}" + ", {}".repeat(1_000) + "]}";
        assertThat(in("facts.Flight[0].distance == 5", many)).isEqualTo(Membership.IN);
    }

    @Test
    void whatWouldTakeLongIsUnknown() {
        String text = "{\"Flight\": {\"carrier\": \"" + "a".repeat(1_001) + "\"}}";
        assertThat(in("facts.Flight[0].carrier.contains('aab')", text)).isEqualTo(Membership.UNKNOWN);
        String list = "{\"Flight\": {\"tags\": [\"x\"" + ", \"y\"".repeat(1_000) + "]}}";
        assertThat(in("'z' in facts.Flight[0].tags", list)).isEqualTo(Membership.UNKNOWN);
        assertThat(in("facts.Flight[0].tags[1000] == 'y'", list)).isEqualTo(Membership.IN);
    }

    @Test
    void factsAreReadOnlyWhenAConditionAsks() {
        FactSource never = () -> {
            throw new AssertionError("The facts were read.");
        };
        assertThat(in("caller.name == 'other' && facts.Flight[0].distance > 1", never))
                .isEqualTo(Membership.OUT);
        JsonNode none = com.fasterxml.jackson.databind.node.NullNode.getInstance();
        assertThat(in("facts.Flight[0].distance > 1", () -> none)).isEqualTo(Membership.UNKNOWN);
    }
}

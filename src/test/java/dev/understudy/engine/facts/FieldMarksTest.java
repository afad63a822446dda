package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.json.Utf8Sink;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldMarksTest {
    @SuppressWarnings("unused") // Read and written by the codec.
    public static class Person {
        private @Nullable String name;
        private int age;
        private long account;
        private double weight;
        private boolean smoker;
        private @Nullable BigDecimal income;
        private @Nullable LocalDate born;
        private @Nullable List<String> drugs;
        private @Nullable Map<String, String> notes;
        private @Nullable Person doctor;
        private @Nullable Mood mood;
    }

    public static class Patient extends Person {}

    /** With words of its own, which must not run. */
    public enum Mood {
        FINE;

        @Override
        public String toString() {
            throw new AssertionError("Code of rules ran.");
        }
    }

    private static final String PERSON = """
            { "facts" : { "Person" : [ { "name" : "A \\"b\\" \\u00e9 ü 😀"  , "age":41 ,"account" :
             -7000000000, "weight":7.25E1,"smoker":true ,"income": 12.50, "born":"2001-02-03" , "drugs": ["x", "y" ] ,
             "notes":{ "a" :"b" },"mood" :"FINE"} , {"name":"second","age":1,"account":0,"weight":0,"smoker":false,
             "doctor": {"name":"D","age":2,"account":1,"weight":1,"smoker":false} }] } }
            """;

    private static FactCodec codec(FieldMarks marks) {
        return FactCodec.of(
                List.of(Declared.type(Person.class), Declared.type(Patient.class), Declared.type(Mood.class)),
                List.of("Person", "Patient"),
                List.of("Person", "Patient"),
                marks);
    }

    private static FactCodec sensitive(String... fields) {
        return codec(new FieldMarks(Set.of(fields), Optional.empty()));
    }

    private static List<String> parts(String text, int[] ranges) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < ranges.length; i += 2) {
            parts.add(new String(Arrays.copyOfRange(bytes, ranges[i], ranges[i + 1]), StandardCharsets.UTF_8));
        }
        return parts;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "name; \"A \\\"b\\\" \\u00e9 ü 😀\"|\"second\"|\"D\"",
                "age; 41|1|2",
                "account; -7000000000|0|1",
                "weight; 7.25E1|0|1",
                "smoker; true|false|false",
                "income; 12.50",
                "born; \"2001-02-03\"",
                "drugs; [\"x\", \"y\" ]",
                "notes; { \"a\" :\"b\" }",
                "mood; \"FINE\"",
            })
    void aSensitiveValueIsFoundInTheBodyWhateverItsKind(String field, String values) {
        ReadFacts facts = Declared.read(sensitive("Person." + field), PERSON);

        assertThat(parts(PERSON, facts.sensitive())).containsExactly(values.split("\\|"));
    }

    @Test
    void aBodyInTheMiddleOfOthersIsMeasuredFromItsOwnStart() {
        byte[] bytes = ("xxxx" + PERSON + "yy").getBytes(StandardCharsets.UTF_8);
        int length = PERSON.getBytes(StandardCharsets.UTF_8).length;

        assertThat(parts(PERSON, sensitive("Person.age").read(bytes, 4, length).sensitive()))
                .containsExactly("41", "1", "2");
    }

    @Test
    void whatIsWithinASensitiveValueIsPartOfIt() {
        ReadFacts facts = Declared.read(sensitive("Person.doctor", "Person.age"), PERSON);

        assertThat(parts(PERSON, facts.sensitive()))
                .containsExactly("41", "1", "{\"name\":\"D\",\"age\":2,\"account\":1,\"weight\":1,\"smoker\":false}");
    }

    @Test
    void aFieldStaysSensitiveInATypeThatInheritsIt() {
        String body = "{\"facts\":{\"Patient\":{\"name\":\"N\",\"age\":1,\"account\":2,\"weight\":3,\"smoker\":true}}}";

        assertThat(parts(body, Declared.read(sensitive("Person.name"), body).sensitive()))
                .containsExactly("\"N\"");
    }

    @Test
    void nothingIsFoundWhereNothingIsSensitive() {
        assertThat(Declared.read(sensitive(), PERSON).sensitive()).isEmpty();
        assertThat(Declared.read(sensitive("Person.income"), PERSON.replace("12.50", "null"))
                        .sensitive())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "age", "account", "weight", "smoker", "income", "born", "drugs", "notes", "mood"})
    void aSensitiveValueIsFoundInTheOutcome(String field) {
        FactCodec codec = sensitive("Person." + field);
        Utf8Sink sink = new Utf8Sink();
        List<Object> facts = Declared.read(codec, PERSON).objects();
        int[] ranges = codec.writeOutcome(facts, sink);
        String outcome = new String(sink.toByteArray(), StandardCharsets.UTF_8);

        assertThat(ranges).isNotEmpty();
        for (int i = 0; i < ranges.length; i += 2) {
            byte[] bytes = sink.array();
            String before = new String(bytes, 0, ranges[i], StandardCharsets.UTF_8);
            String after = new String(bytes, ranges[i + 1], 1, StandardCharsets.UTF_8);
            assertThat(before).endsWith("\"" + field + "\":");
            assertThat(after).isIn(",", "}");
        }
        assertThat(outcome.split("\"" + field + "\":", -1)).hasSize(ranges.length / 2 + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/Person/0/name, A \"b\" é ü 😀",
        "/Person/1/name, second",
        "/Person/0/age, 41",
        "/Person/0/account, -7000000000",
        "/Person/0/born, 2001-02-03",
        "/Person/0/mood, FINE",
        "/Person/1/doctor/name, D",
        "/Person/2/name,",
        "/Person/0/doctor/name,",
        "/Person/0/drugs,",
        "/Person/1/doctor,",
        "/Person/0/nothing,",
        "/Patient/0/name,",
    })
    void theRoutingKeyIsTheTextOfTheValueItPointsTo(String pointer, @Nullable String value) {
        FactCodec codec = codec(new FieldMarks(Set.of(), Optional.of(pointer)));

        assertThat(Declared.read(codec, PERSON).routingKey()).isEqualTo(value);
    }
}

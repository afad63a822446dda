package dev.understudy.replay.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeReaderTest {
    private static OutcomeFigures read(String json, int... sensitive) {
        return OutcomeReader.read(json.getBytes(StandardCharsets.UTF_8), sensitive);
    }

    @Test
    void valuesAreFoundByTypeAndFieldWithTheirPlaces() {
        String json = "{\"A\":[{\"n\":1.50,\"t\":\"ü\",\"in\":{\"x\":true},\"l\":[1,2]},{}],\"B\":[]}";
        OutcomeFigures figures = read(json);

        assertThat(figures.types()).containsExactly("A");
        assertThat(figures.leaves())
                .extracting(Leaf::path, Leaf::text, Leaf::sensitive)
                .containsExactly(
                        tuple("A.n", "1.50", false),
                        tuple("A.t", "ü", false),
                        tuple("A.in.x", "true", false),
                        tuple("A.l", "1", false),
                        tuple("A.l", "2", false));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(figures.leaves())
                .extracting(leaf -> new String(bytes, leaf.start(), leaf.end() - leaf.start(), StandardCharsets.UTF_8))
                .containsExactly("1.50", "\"ü\"", "true", "1", "2");
    }

    @Test
    void sealedAndMarkedValuesAreNotRead() {
        String json = "{\"A\":[{\"s\":{\"$sealed\":\"k:x\"},\"n\":5,\"m\":{\"deep\":[1]},\"z\":2}]}";
        int marked = json.indexOf("{\"deep\"");
        OutcomeFigures figures = read(json, marked, json.indexOf(",\"z\""));

        assertThat(figures.leaves())
                .extracting(Leaf::path, Leaf::text, Leaf::sensitive)
                .containsExactly(
                        tuple("A.s", "", true),
                        tuple("A.n", "5", false),
                        tuple("A.m", "", true),
                        tuple("A.z", "2", false));
        assertThat(json.substring(
                        figures.leaves().getFirst().start(),
                        figures.leaves().getFirst().end()))
                .isEqualTo("{\"$sealed\":\"k:x\"}");
        assertThat(figures.sensitivePaths()).containsExactly("A.s", "A.m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[", "{\"A\":[{\"n\":", "no json", "{\"A\":[{\"$sealed\":"})
    void whatIsNoOutcomeSaysNothing(String json) {
        assertThat(read(json).sensitivePaths()).isEmpty();
    }

    @Test
    void numbersBeyondAllBoundsAreNotAddedUp() {
        OutcomeFigures figures = read("{\"A\":[{\"a\":1E999999999,\"b\":" + "9".repeat(2_000) + ",\"c\":1E-5}]}");

        assertThat(figures.leaves()).extracting(leaf -> leaf.number() != null).containsExactly(false, false, true);
    }
}

package dev.understudy.rollout.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorsCommandTest {
    /** Test vectors of the specification. */
    private static final Path VECTORS = Path.of("src", "test", "resources", "vectors");

    private static final String BUCKET = """
            [{"keyHex": "a54dca182530bb1d6d132cded6237b2ed91e3f721fcb1971174494d6493c9d5c", "label": "assign",
              "unitKind": "/Flight/0/carrier", "unit": "customer-1", "point": %s, "candidateAtPpm": {%s}}]""";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return VectorsCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int check(String kind, String json) throws IOException {
        return run(kind, Files.writeString(folder.resolve("v.json"), json).toString());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void thoseOfBucketingMatch() {
        assertThat(run("bucketing", VECTORS.resolve("bucketing.json").toString()))
                .isZero();
        assertThat(said()).contains("24 vectors, 168 values compared, 0 differ.");
    }

    @Test
    void thoseOfGuardrailsMatch() {
        assertThat(run("guardrail", VECTORS.resolve("guardrail.json").toString()))
                .isZero();
        assertThat(said()).contains("32 vectors, 176 values compared, 0 differ.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "941036120 | \"1000\": false, \"333333\": true | 0",
                "9.4103612e8 | \"1e6\": true, \"0\": false | 0",
                "941036121 | \"1000\": false | 1",
                "941036120 | \"1000\": true | 1",
                "null | \"1000\": false | 1",
                "\"941036120\" | \"1000\": false | 2",
                "4294967296 | \"1000\": false | 2",
                "1.5 | \"1000\": false | 2",
                "-1 | \"1000\": false | 2",
                "1e999999999 | \"1000\": false | 2",
                "941036120 | \"1000001\": false | 2",
                "941036120 | \"a\": false | 2",
                "941036120 | \"1000\": 0 | 2",
            })
    void aPointAndItsSidesAreCompared(String point, String sides, int status) throws IOException {
        assertThat(check("bucketing", BUCKET.formatted(point, sides))).isEqualTo(status);
    }

    @Test
    void whatDiffersIsListedWithItsPointer() throws IOException {
        check("bucketing", BUCKET.formatted("941036121", "\"250000\": false"));
        assertThat(said())
                .contains(
                        "/0/point: the file says 941036121, this build 941036120.",
                        "/0/candidateAtPpm/250000: the file says false, this build true.",
                        "1 vectors, 2 values compared, 2 differ.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1.5756109481915936 | null | 0",
                "1 | 1.57561 | null | 0",
                "1 | 157561094819159.36e-14 | null | 0",
                "0 | 1 | null | 0",
                "1 | 1.5756109581915936 | null | 1",
                "1 | 1.58 | null | 1",
                "1 | 0 | null | 1",
                "1 | -1.5 | null | 1",
                "1 | 1e2147483647 | null | 1",
                "1 | Infinity | null | 1",
                "1 | NaN | null | 1",
                "1 | 1.5756109481915936 | 1 | 1",
                "2 | 1.5756109481915936 | null | 2",
                "1 | true | null | 2",
                "1 | 1.57561 | 9 | 2",
                "1 | 1.57561 | \"1\" | 2",
            })
    void anEValueIsComparedUpToItsRounding(String event, String value, String stop, int status) throws IOException {
        String json = """
                {"harm": [{"events": [{"candidate": true, "exposure": 0.5}], "eValueAfter": {"%s": %s},
                  "rollbackAtEvent": %s}]}""".formatted(event, value, stop);
        assertThat(check("guardrail", json)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bucketing | [] | At the top: a list of vectors",
                "bucketing | {} | At the top: a list of vectors",
                "bucketing | [{}] | /0/keyHex: is missing.",
                "bucketing | [{\"keyHex\": \"xyz\", \"label\": \"a\", \"unitKind\": \"b\"}] | /0/keyHex: a key in hex",
                "bucketing | [{ | this is not JSON in line 1",
                "bucketing | `` | the file is empty",
                "bucketing | [] [] | this is not JSON",
                "guardrail | [] | At the top: an object",
                "guardrail | {} | At the top: an object",
                "guardrail | {\"harm\": []} | /harm: a list of vectors",
                "guardrail | {\"harm\": [{}]} | /harm/0/events: a list",
                "guardrail | {\"harm\": [{\"events\": [{\"candidate\": 1}]}]} | /harm/0/events/0/candidate: true",
                "guardrail | {\"harm\": [{\"events\": [{\"candidate\": true, \"exposure\": 5}]}]} | /harm/0/events/0/exposure: a",
                "guardrail | {\"blastRadius\": [{\"declared\": 0.1, \"changed\": \"012\"}]} | /blastRadius/0/changed: a text",
            })
    void aMalformedFileIsNamedWithThePlace(String kind, String json, String said) throws IOException {
        assertThat(check(kind, json)).isEqualTo(2);
        assertThat(said()).contains(said);
    }

    @Test
    void aCallThatIsUnclearIsStatusTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("others", "x")).isEqualTo(2);
        assertThat(run("bucketing", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("bucketing", folder.toString())).isEqualTo(2);
        assertThat(said()).contains("Usage: understudy vectors", "There is no file");
    }
}

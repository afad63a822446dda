package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileYamlTest {
    private static final String FILE = "r/ruleset.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &x 1\\nb: *x | 1:4 Anchors (&x) are not taken. Write the value out where it is used.",
                "a: 1\\nb: *x | 2:4 Aliases (*x) are not taken. Write the value out.",
                "a: !!java.net.URL [x] | 1:4 Tags (tag:yaml.org,2002:java.net.URL) are not taken. Remove it; quote a value that is text.",
                "a: !x {b: c} | 1:4 Tags (!x) are not taken. Remove it; quote a value that is text.",
                "a: 1\\n---\\nb: 2 | 2:1 A second document starts here; a file holds one. Remove the '---'.",
                "%YAML 1.1\\n---\\na: 1 | 1:1 Directives (%YAML, %TAG) are not taken. Remove them.",
                "a: b: c | 1:5 This is not YAML: mapping values are not allowed here.",
                "a: [1, 2 | 1:9 This is not YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>.",
                "a:\\n\\tb: 1 | 2:1 This is not YAML: while scanning for the next token, found character '\\\\t(TAB)' that cannot start any token. (Do not use \\\\t(TAB) for indentation).",
                "a: 'x | 1:6 This is not YAML: while scanning a quoted scalar, found unexpected end of stream.",
                "a: \\0 | 1:4 The character U+0000 can't stand in YAML. Remove it.",
            })
    void whatIsNoPlainDocumentIsToldWithItsPlace(String yaml, String expected) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
        assertThat(faults(text.getBytes(StandardCharsets.UTF_8)).getFirst())
                .isEqualTo(FILE + ":" + expected.replace("\\\\", "\\"));
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirPlace() {
        byte[] latin = "title: T\nowners: [caf\u00e9]\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(faults(latin)).containsExactly(FILE + ":2:13 This byte is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void aCharacterCutOffAtTheEndIsTold() {
        byte[] whole = "a: \u00e9".getBytes(StandardCharsets.UTF_8);
        assertThat(faults(Arrays.copyOf(whole, whole.length - 1)))
                .containsExactly(FILE + ":1:4 This byte is not UTF-8. Save the file as UTF-8.");
    }

    @Test
    void aFileThatIsTooLargeIsTold() {
        byte[] large = "# x\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        assertThat(faults(large))
                .containsExactly(FILE + ":1:1 The file has 80000 bytes; at most 64 KiB are read. Split it.");
    }

    @Test
    void aBillionLaughsEndAtTheFirst() {
        String laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
        assertThat(faults(laughs.getBytes(StandardCharsets.UTF_8))).hasSize(9);
    }

    @Test
    void nestingWithoutEndIsTold() {
        for (String each : List.of("[", "{a: ", "- ", "? ", "[{")) {
            byte[] deep = ("a: \n " + each.repeat(10_000)).getBytes(StandardCharsets.UTF_8);
            assertThat(faults(deep)).as(each).isNotEmpty().allMatch(text -> text.startsWith(FILE + ":"));
        }
    }

    @Test
    void noBytesMakeTheReadersThrow() {
        Random random = new Random(42);
        String alphabet = "{}[]:,-?!&*#|>'\"%@` \n\t~ab01.\u00e9";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(new ManifestReader().read(FILE, bytes))
                    .as(text.toString())
                    .isInstanceOf(ManifestResult.Faulty.class);
            assertThat(new ScenarioReader().read(FILE, bytes).scenarios())
                    .as(text.toString())
                    .isEmpty();
        }
    }

    private static List<String> faults(byte[] yaml) {
        return switch (new ManifestReader().read(FILE, yaml)) {
            case ManifestResult.Read read -> List.of();
            case ManifestResult.Faulty faulty ->
                faulty.diagnostics().stream().map(Diagnostic::text).toList();
        };
    }
}

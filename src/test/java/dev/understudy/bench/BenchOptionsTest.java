package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.bench.fuzz.FuzzOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchOptionsTest {
    private static final List<String> PARTS = List.of("http", "batch", "start");

    private static BenchOptions parse(String... words) throws BenchOptions.Unclear {
        return BenchOptions.parse(List.of(words), PARTS);
    }

    @Test
    void withoutWordsAllPartsRunIntoTheDocumentation() throws BenchOptions.Unclear {
        assertThat(parse()).isEqualTo(new BenchOptions(PARTS, false, Path.of("docs/benchmarks"), null));
    }

    @Test
    void aShortRunDoesNotReplaceWhatWasMeasured() throws BenchOptions.Unclear {
        assertThat(parse("--short").out()).isEqualTo(Path.of("target/bench-short"));
        assertThat(parse("--short", "--out", "x").out()).isEqualTo(Path.of("x"));
    }

    @Test
    void namedPartsRunInTheOrderOfTheirNames() throws BenchOptions.Unclear {
        assertThat(parse("start", "--short", "http").parts()).containsExactly("start", "http");
    }

    @Test
    void anUnknownWordIsAnsweredByWhatThereIs() {
        assertThatThrownBy(() -> parse("htpp"))
                .isInstanceOf(BenchOptions.Unclear.class)
                .hasMessage("There is no part 'htpp'; there are http, batch, start, and the options --short,"
                        + " --out DIR and --fuzz MINUTES.");
    }

    @Test
    void anOutWithoutAFolderIsRefused() {
        assertThatThrownBy(() -> parse("--out")).hasMessageContaining("--out needs a folder");
    }

    @Test
    void fuzzingTakesMinutesASeedAndOneCase() throws BenchOptions.Unclear {
        assertThat(parse("--fuzz", "3", "--seed", "7", "--case", "12").fuzz())
                .isEqualTo(new FuzzOrder(Duration.ofMinutes(3), 7, 12L));
        assertThat(parse("--fuzz", "3", "--seed", "7").fuzz()).isEqualTo(new FuzzOrder(Duration.ofMinutes(3), 7, null));
    }

    @Test
    void withoutASeedFuzzingChoosesOne() throws BenchOptions.Unclear {
        assertThat(parse("--fuzz", "1").fuzz())
                .satisfies(order -> assertThat(order.seed()).isNotNegative());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --fuzz                  | The option --fuzz needs the minutes
            --fuzz x                | The option --fuzz needs the minutes
            --fuzz 0                | The option --fuzz needs the minutes
            --fuzz 3 --seed         | The option --seed needs a whole number
            --fuzz 3 --seed -1      | The option --seed needs a whole number
            --fuzz 3 --case 5       | --case needs --seed
            --seed 5                | go with --fuzz
            http --fuzz 3           | Fuzzing measures nothing
            --short --fuzz 3        | Fuzzing measures nothing
            """)
    void whatCanNotBeFuzzedIsSaid(String words, String message) {
        assertThatThrownBy(() -> parse(words.split(" ", -1))).hasMessageContaining(message);
    }
}

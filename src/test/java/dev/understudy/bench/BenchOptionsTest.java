package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    private static final List<String> PARTS = List.of("http", "batch", "start");

    private static BenchOptions parse(String... words) throws BenchOptions.Unclear {
        return BenchOptions.parse(List.of(words), PARTS);
    }

    @Test
    void withoutWordsAllPartsRunIntoTheDocumentation() throws BenchOptions.Unclear {
        assertThat(parse()).isEqualTo(new BenchOptions(PARTS, false, Path.of("docs/benchmarks")));
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
                .hasMessage("There is no part 'htpp'; there are http, batch, start, and the options --short and"
                        + " --out DIR.");
    }

    @Test
    void anOutWithoutAFolderIsRefused() {
        assertThatThrownBy(() -> parse("--out")).hasMessageContaining("--out needs a folder");
    }
}

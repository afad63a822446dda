package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.launch.Options.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static Options parse(String line) {
        return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")), Map.of());
    }

    @Test
    void withoutWordsItServesInProduction() {
        assertThat(parse(""))
                .isEqualTo(new Options(
                        Command.SERVE, OptionalInt.empty(), Path.of("data").toAbsolutePath()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --port 9000 --data /x/../y", "run --data=/y --port=9000"})
    void optionsComeInAnyOrder(String line) {
        assertThat(parse(line)).isEqualTo(new Options(Command.RUN, OptionalInt.of(9000), Path.of("/y")));
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        Map<String, String> environment = Map.of("UNDERSTUDY_PORT", "1", "UNDERSTUDY_DATA", "/env");
        assertThat(Options.parse(List.of("run"), environment))
                .isEqualTo(new Options(Command.RUN, OptionalInt.of(1), Path.of("/env")));
        assertThat(Options.parse(List.of("run", "--port", "2", "--data", "/line"), environment))
                .isEqualTo(new Options(Command.RUN, OptionalInt.of(2), Path.of("/line")));
    }

    @Test
    void theDemoHasOptionsOfItsOwn() {
        assertThat(parse("demo --flights 10 --whatever").command()).isEqualTo(Command.DEMO);
    }

    @Test
    void port0IsAnyFreeOne() {
        assertThat(parse("run --port 0").portToUse()).isBetween(1, 65_535);
        assertThat(parse("run").portToUse()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "run --colour red, There is no option '--colour'",
                "run extra, There is no option 'extra'",
                "walk, There is no command 'walk'",
                "run --port, The option --port needs a value",
                "run --port x, 'x' is no port",
                "run --port 65536, '65536' is no port",
                "run --port=-1, '-1' is no port",
                "run --data=, '' is no path of a data folder"
            })
    void aWrongLineIsOneSentenceAndStatus2(String line, String sentence) {
        assertThatThrownBy(() -> parse(line)).isInstanceOfSatisfying(StartFailure.class, failure -> {
            assertThat(failure.sentence()).startsWith(sentence).endsWith(".").doesNotContain("\n");
            assertThat(failure.status()).isEqualTo(2);
        });
    }
}

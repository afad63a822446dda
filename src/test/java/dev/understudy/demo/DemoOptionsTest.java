package dev.understudy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    private static DemoOptions parse(String... args) {
        return DemoOptions.parse(List.of(args), Map.of());
    }

    @Test
    void withoutOptionsItAsksTheLocalServiceAsApp() {
        assertThat(parse()).isEqualTo(new DemoOptions(URI.create("http://localhost:8080"), "app", "app", 8));
    }

    @Test
    void thePortComesFromTheOptionBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("UNDERSTUDY_PORT", "9001");
        assertThat(DemoOptions.parse(List.of(), environment).url()).hasPort(9001);
        assertThat(DemoOptions.parse(List.of("--port=9002"), environment).url()).hasPort(9002);
    }

    @Test
    void theUrlWinsOverThePort() {
        assertThat(parse("--port", "9002", "--url", "https://rules.example.org/")
                        .url())
                .isEqualTo(URI.create("https://rules.example.org"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --concurrency=0   | The concurrency must be a number from 1 to 256, and is "0".
            --concurrency=257 | The concurrency must be a number from 1 to 256, and is "257".
            --concurrency=x   | The concurrency must be a number from 1 to 256, and is "x".
            --port=65536      | The port must be a number from 1 to 65535, and is "65536".
            --url=localhost   | "localhost" is no address of a service; write it like http://localhost:8080.
            --url=a b         | "a b" is no address of a service; write it like http://localhost:8080.
            --url=ftp://x     | "ftp://x" is no address of a service; write it like http://localhost:8080.
            --url             | A value is missing after --url.
            fast              | The demo does not know fast; it knows --url, --port, --user, --password, --concurrency.
            """)
    void aWrongOptionIsSaidInOneSentence(String arg, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arg)).withMessage(sentence);
    }
}

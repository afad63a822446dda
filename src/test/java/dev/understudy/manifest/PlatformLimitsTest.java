package dev.understudy.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.RulesetManifest.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformLimitsTest {
    private static Limits with(String key, String value) {
        return PlatformLimits.of(
                key.equals("time") ? value : "250ms",
                key.equals("steps") ? value : "5000000",
                key.equals("allocation") ? value : "32MiB",
                key.equals("firings") ? value : "10000");
    }

    @Test
    void theDefaultsAreThePlatformsOwn() {
        assertThat(with("", "")).isEqualTo(Limits.PLATFORM);
    }

    @Test
    void theyAreWrittenAsInAManifest() {
        assertThat(PlatformLimits.of("2s", "7", "512KiB", "2147483647"))
                .isEqualTo(new Limits(Duration.ofSeconds(2), 7, 512 << 10, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            time       | 0ms        | is '0ms'; it has to be more than 0.
            time       | -250ms     | is '-250ms'; it has to be more than 0.
            time       | 250        | is '250'; its unit is missing
            time       | 32MiB      | is '32MiB'; 'MiB' is no unit here
            time       | soon       | is 'soon'; it has to be a duration
            time       | 61m        | may be at most 1h.
            steps      | 0          | is '0'; it has to be more than 0.
            steps      | -1         | is '-1'; it has to be more than 0.
            steps      | 5M         | is '5M'; 'M' is too much.
            steps      | 1e6        | is '1e6'
            allocation | 0B         | is '0B'; it has to be more than 0.
            allocation | -1MiB      | is '-1MiB'; it has to be more than 0.
            allocation | 32         | is '32'; its unit is missing
            allocation | 32MB       | is '32MB'; 'MB' is no unit here
            allocation | 99999999999GiB | is '99999999999GiB', which is more than can be counted.
            firings    | 0          | is '0'; it has to be more than 0.
            firings    | -5         | is '-5'; it has to be more than 0.
            firings    | 10 000     | is '10 000'
            firings    | 2147483648 | may be at most 2147483647.
            firings    | ''         | is empty
            """)
    void whatCannotBeALimitIsRefusedByName(String key, String value, String fault) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("understudy.limits." + key + " " + fault);
    }

    @Test
    void aManifestIsHeldToThemAndGetsThem() {
        ManifestReader reader = new ManifestReader(PlatformLimits.of("1s", "7000000", "16MiB", "500"));
        String facts = "facts: {in: [A], out: [B]}\n";
        assertThat(reader.read("acme/ruleset.yaml", facts.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ManifestResult.Read.class,
                        read -> assertThat(read.manifest().limits())
                                .isEqualTo(new Limits(Duration.ofSeconds(1), 7_000_000, 16 << 20, 500)));
        String wanting = facts + "limits: {time: 900ms, steps: 6000000, firings: 501}\n";
        assertThat(reader.read("acme/ruleset.yaml", wanting.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ManifestResult.Faulty.class,
                        faulty -> assertThat(faulty.diagnostics())
                                .singleElement()
                                .satisfies(each -> assertThat(each.text())
                                        .isEqualTo(
                                                "acme/ruleset.yaml:2:48 limits.firings may only lower the platform's limit:"
                                                        + " at most 500 is allowed.")));
    }
}

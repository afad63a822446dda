package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hook|of https with a host",
                "|of https with a host",
                "ftp://example.org/|of https with a host",
                "https:///path|of https with a host",
                "https:hook|of https with a host",
                "file:///etc/passwd|of https with a host",
                "https://exa mple.org|no URL",
                "https://me:secret@example.org/|no account",
                "https://example.org/#a|no fragment",
                "http://example.org/|Use https",
                "http://93.184.216.34/|Use https",
                "https://127.0.0.1/|refused",
                "https://[::1]/|refused",
                "https://[::ffff:169.254.169.254]/|refused",
                "https://10.0.0.1:8443/|refused",
                "https://2130706433/|refused",
                "http://127.0.0.1:9000/|refused",
            })
    void whatCantBeSentToIsRefusedWithASentence(@Nullable String url, String sentence) {
        assertThatThrownBy(() -> Target.of(url == null ? "" : url, Settings.USUAL))
                .isInstanceOf(Target.Refused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aUrlWithoutPathIsSentToTheRoot() throws Target.Refused {
        Target target = Target.of("https://example.org:8443?a=b%20c", Settings.USUAL);
        assertThat(target.path()).isEqualTo("/?a=b%20c");
        assertThat(target.port()).isEqualTo(8443);
        assertThat(target.origin()).isEqualTo("https://example.org:8443");
        assertThat(Target.of("https://example.org/T0/B0/secret", Settings.USUAL).origin())
                .isEqualTo("https://example.org");
    }

    @Test
    void aNameIsCheckedByWhatItStandsFor() throws Target.Refused {
        Target target = Target.of("https://localhost/", Settings.USUAL);
        assertThatThrownBy(() -> target.addresses(Settings.USUAL)).hasMessageContaining("allow-private");
        assertThat(target.addresses(Settings.PRIVATE)).isNotEmpty();
    }

    @Test
    void plainHttpGoesToThisMachineAlone() throws Target.Refused {
        assertThat(Target.of("http://localhost:9000/", Settings.PRIVATE).addresses(Settings.PRIVATE))
                .isNotEmpty();
        assertThatThrownBy(() -> Target.of("http://10.0.0.1/", Settings.PRIVATE))
                .hasMessageContaining("allow-http");
        assertThat(Target.of("http://10.0.0.1/", new Settings(true, true)).port())
                .isEqualTo(80);
    }
}

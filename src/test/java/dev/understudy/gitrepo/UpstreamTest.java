package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://ana:s3cret@git.example.org/r.git", "ssh://git:s3cret@git.example.org/r.git"})
    void thePasswordOfAUrlIsNotShown(String url) {
        TestConfig config = new TestConfig(null, null, Path.of("pom.xml"), Path.of("pom.xml"), Duration.ofSeconds(1));
        assertThat(new Upstream(url, config).display()).doesNotContain("s3cret").contains("git.example.org/r.git");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git://example.org/r.git", "ftp://x/y", "", "https://a:s3cret@"})
    void anotherKindOfUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new Upstream(url, TestConfig.anonymous()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("understudy.repository.url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aPasswordOverPlainHttpIsRefused() {
        assertThatThrownBy(() -> new Upstream("http://example.org/r.git", TestConfig.account("ana")))
                .hasMessageContaining("use https");
    }

    @Test
    void sshWithoutKeyOrKnownHostsIsRefusedByTheKeysName() {
        assertThatThrownBy(() -> new Upstream("git@example.org:r.git", TestConfig.anonymous()))
                .hasMessageContaining("understudy.repository.ssh-key");
        TestConfig keyOnly = new TestConfig(null, null, Path.of("pom.xml"), null, Duration.ofSeconds(1));
        assertThatThrownBy(() -> new Upstream("git@example.org:r.git", keyOnly))
                .hasMessageContaining("understudy.repository.known-hosts");
        TestConfig unreadable = new TestConfig(null, null, Path.of("no-such"), null, Duration.ofSeconds(1));
        assertThatThrownBy(() -> new Upstream("git@example.org:r.git", unreadable))
                .hasMessageContaining("no-such can't be read");
    }
}

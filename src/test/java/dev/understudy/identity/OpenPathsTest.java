package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1",
                "/api/v1/rulesets",
                "/api/v1/webhooks",
                "/api/v1/webhooks/",
                "/api/v1/webhooks/gitx",
                "/api/v1/webhooks/0198c2b4-0000-7000-8000-000000000000/test",
                "/git",
                "/git/rules.git",
                "/api;a=b/v1",
                "/;/api",
                "/q/health;x",
                "/api/v1/webhooks/;/../x",
                "/api/v1/context",
                "/api/v1/context/keys/",
                "/api/v1/share-links",
                "/api/v1/share-links/",
                "/api/v1/share-links/open/",
                "/api/v1/share-links/open;x",
                "/api/v1/share-links/0198c2b4-0000-7000-8000-000000000000"
            })
    void theApiAndGitWantToKnowWhoCalls(String path) {
        assertThat(OpenPaths.isOpen(path)).isFalse();
        assertThat(OpenPaths.ignoresCredentials(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q", "/q/health", "/q/metrics", "/api/v1/webhooks/git"})
    void probesAndWebhooksDoNotCareForCredentials(String path) {
        assertThat(OpenPaths.isOpen(path)).isTrue();
        assertThat(OpenPaths.ignoresCredentials(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console",
                "/apis",
                "/gitea",
                "/queue",
                "/share",
                "/api/v1/context/keys",
                "/api/v1/share-links/open",
                "/api/v1/share-links/cookie"
            })
    void theRestIsOpenAndWrongCredentialsAreTold(String path) {
        assertThat(OpenPaths.isOpen(path)).isTrue();
        assertThat(OpenPaths.ignoresCredentials(path)).isFalse();
    }
}

package dev.understudy.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What concerns all branches. */
class ControlPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/rollouts",
                "/api/v1/rollouts/1/advance",
                "/api/v1/change-requests",
                "/api/v1/change-requests/17/merge",
                "/api/v1/share-links",
                "/api/v1/replays",
                "/api/v1/decisions",
                "/api/v1/decisions/1/feedback",
                "/api/v1/webhooks",
                "/api/v1/webhooks/1",
                "/api/v1/webhooks/gitx",
                "/api/v1/rulesets/acme/revert",
                "/api/v1/rulesets/acme/shadows/1",
                "/api;x=y/v1/rollouts;z",
                "/api/v1;/rulesets/acme;a=b/revert"
            })
    void isControl(String path) {
        assertThat(ControlPaths.isControl(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/rulesets",
                "/api/v1/rulesets/acme",
                "/api/v1/rulesets/acme/decisions",
                "/api/v1/rulesets/acme/decisions/batch",
                "/api/v1/rulesets/revert/decisions",
                "/api/v1/webhooks/git",
                "/api/v1/session/branch",
                "/api/v1/branches",
                "/api/v1/context/keys",
                "/api/v1/audit",
                "/api/v1/rolloutsx"
            })
    void isNotControl(String path) {
        assertThat(ControlPaths.isControl(path)).isFalse();
    }
}

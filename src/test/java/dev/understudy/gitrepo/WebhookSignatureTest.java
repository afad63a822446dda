package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    // From GitHub's documentation, "Validating webhook deliveries".
    private static final String SECRET = "It's a Secret to Everybody";
    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static boolean valid(String header, String value) {
        return new WebhookSignature(SECRET).isValid(BODY, Map.of(header, value)::get);
    }

    @Test
    void githubGiteaAndGitlabAreKnown() {
        assertThat(valid("X-Hub-Signature-256", "sha256=" + HEX)).isTrue();
        assertThat(valid("X-Gitea-Signature", HEX)).isTrue();
        assertThat(valid("X-Gitlab-Token", SECRET)).isTrue();
    }

    @Test
    void anythingElseIsInvalid() {
        assertThat(valid("X-Hub-Signature-256", HEX)).isFalse();
        assertThat(valid("X-Hub-Signature-256", "sha256=")).isFalse();
        assertThat(valid("X-Hub-Signature-256", "sha256=zz")).isFalse();
        assertThat(valid("X-Hub-Signature-256", "sha1=" + HEX)).isFalse();
        assertThat(valid("X-Gitea-Signature", HEX.replace('7', '8'))).isFalse();
        assertThat(valid("X-Gitlab-Token", SECRET + "!")).isFalse();
        assertThat(valid("X-Other", HEX)).isFalse();
    }

    @Test
    void aChangedBodyIsInvalid() {
        assertThat(new WebhookSignature(SECRET)
                        .isValid(new byte[] {1}, Map.of("X-Hub-Signature-256", "sha256=" + HEX)::get))
                .isFalse();
    }
}

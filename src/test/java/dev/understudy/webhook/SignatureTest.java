package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String ID = "019c2f6e-1c00-7000-8000-000000000001";
    private static final String BODY = "{\"specversion\":\"1.0\",\"type\":\"dev.understudy.ping\"}";

    @Test
    void theExampleOfTheGuideIsRight() throws IOException {
        String signature = Signature.of(List.of(SECRET), ID, Instant.ofEpochSecond(1_772_352_000), BODY);
        assertThat(Files.readString(Path.of("docs", "guide", "operator.md")))
                .contains(SECRET)
                .contains("webhook-id: " + ID)
                .contains("webhook-timestamp: 1772352000")
                .contains(BODY)
                .contains("webhook-signature: " + signature);
    }

    /** The example of the specification of Standard Webhooks. */
    @Test
    void itIsThatOfStandardWebhooks() {
        assertThat(Signature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachSecretSigns() {
        String other = Signature.newSecret();
        assertThat(Signature.of(List.of(SECRET, other), ID, Instant.EPOCH, BODY))
                .isEqualTo(Signature.of(List.of(SECRET), ID, Instant.EPOCH, BODY) + " "
                        + Signature.of(List.of(other), ID, Instant.EPOCH, BODY));
    }

    @Test
    void secretsHave256BitsAndNoTwoAreTheSame() {
        String secret = Signature.newSecret();
        assertThat(Base64.getDecoder().decode(secret.substring(Signature.PREFIX.length())))
                .hasSize(32);
        assertThat(Signature.newSecret()).isNotEqualTo(secret);
    }
}

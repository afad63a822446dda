package dev.understudy.webhook;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.json.Utf8Sink;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Secrets as the database has them: sealed with the keys of the decision log, each bound to its subscription. */
@Singleton
class SealedSecrets {
    private static final String OPEN = "{\"$sealed\":\"";
    private static final String CLOSE = "\"}";

    private final Sealing sealing;

    SealedSecrets(Sealing sealing) {
        this.sealing = sealing;
    }

    /** {@code <key id>:<base64url>}. */
    String seal(UUID subscription, String secret) {
        byte[] json = ('"' + secret + '"').getBytes(StandardCharsets.UTF_8);
        Utf8Sink out = new Utf8Sink();
        sealing.seal(json, 0, json.length, new int[] {0, json.length}, subscription, out);
        String sealed = new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
        return sealed.substring(OPEN.length(), sealed.length() - CLOSE.length());
    }

    /** Empty when the key that sealed it is not configured any more. */
    Optional<String> open(UUID subscription, String sealed) {
        return Optional.ofNullable(sealing.open(subscription, sealed))
                .map(json -> json.substring(1, json.length() - 1));
    }
}

package dev.understudy.identity;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that all nodes share, and from which every other key is derived. */
@Singleton
public class SigningKey {
    /** Names the setting. */
    public static final String SETTING = "understudy.signing-key";

    private static final String HMAC = "HmacSHA256";
    private static final int MIN_BYTES = 32;

    private final SecretKeySpec key;

    @Inject
    SigningKey(StartConfig config) {
        this(config.signingKey().orElse(""));
    }

    /** @throws IllegalArgumentException when it is not the base64 of at least 32 bytes */
    public SigningKey(String base64) {
        key = new SecretKeySpec(decode(base64), HMAC);
    }

    /** A key of 32 bytes for one purpose alone: HMAC-SHA-256 of the purpose under the shared secret. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
        }
    }

    private static byte[] decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(SETTING
                    + " has to be the base64 of at least 32 random bytes; 'openssl rand -base64 32' gives one.");
        }
        return bytes;
    }
}

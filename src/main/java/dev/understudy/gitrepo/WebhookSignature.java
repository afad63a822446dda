package dev.understudy.gitrepo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a webhook call was made by who knows the secret: GitHub and Gitea sign the body with HMAC-SHA-256,
 * GitLab sends the secret itself. Compares in constant time.
 */
final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String GITHUB_PREFIX = "sha256=";

    private final byte[] secret;

    WebhookSignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** @param header gives the value of a header, or null */
    boolean isValid(byte[] body, Function<String, @Nullable String> header) {
        String github = header.apply("X-Hub-Signature-256");
        if (github != null) {
            return github.startsWith(GITHUB_PREFIX) && signs(github.substring(GITHUB_PREFIX.length()), body);
        }
        String gitea = header.apply("X-Gitea-Signature");
        if (gitea != null) {
            return signs(gitea, body);
        }
        String gitlab = header.apply("X-Gitlab-Token");
        return gitlab != null && MessageDigest.isEqual(gitlab.getBytes(StandardCharsets.UTF_8), secret);
    }

    private boolean signs(String hex, byte[] body) {
        byte[] given;
        try {
            given = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return MessageDigest.isEqual(given, mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

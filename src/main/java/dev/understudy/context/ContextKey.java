package dev.understudy.context;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.understudy.content.Sha256;
import dev.understudy.identity.Ed25519;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What contexts are signed with, and its public half as others read it. Safe for any number of threads. */
final class ContextKey {
    private static final int POINT_BYTES = 32;
    private static final int KID_CHARS = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Ed25519 keys;
    private final String point;
    private final String kid;

    /** @param seed 32 bytes */
    ContextKey(byte[] seed) {
        keys = Ed25519.of(seed);
        byte[] encoded = keys.publicKey();
        point = BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length));
        String thumbprint = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + point + "\"}";
        kid = BASE64.encodeToString(Sha256.digest().digest(thumbprint.getBytes(US_ASCII)))
                .substring(0, KID_CHARS);
    }

    /** The start of the thumbprint of RFC 7638: names the key to those who have several. */
    String kid() {
        return kid;
    }

    /** What others verify with, as RFC 8037 writes it. */
    Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("use", "sig");
        jwk.put("alg", "EdDSA");
        jwk.put("kid", kid);
        jwk.put("x", point);
        return jwk;
    }

    byte[] sign(byte[] message) {
        return keys.sign(message);
    }

    boolean verify(byte[] message, byte[] signed) {
        return keys.verifies(message, signed);
    }
}

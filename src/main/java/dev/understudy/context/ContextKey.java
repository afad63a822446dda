package dev.understudy.context;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pair of Ed25519 keys that follows from a seed, so that all nodes have the same without telling each other. Safe for
 * any number of threads.
 */
final class ContextKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int POINT_BYTES = 32;
    private static final int KID_CHARS = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final String point;
    private final String kid;

    /** @param seed 32 bytes */
    ContextKey(byte[] seed) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM);
            pairs.initialize(NamedParameterSpec.ED25519, new Seeded(seed));
            publicKey = pairs.generateKeyPair().getPublic();
            privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            byte[] encoded = publicKey.getEncoded();
            point = BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length));
            String thumbprint = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + point + "\"}";
            kid = BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(thumbprint.getBytes(US_ASCII)))
                    .substring(0, KID_CHARS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519.", e);
        }
        // That the generator takes the seed as the private key is how JDKs do it, and nowhere promised.
        if (!verify(seed, sign(seed))) {
            throw new IllegalStateException("This JDK makes no Ed25519 keys from a seed.");
        }
    }

    /** The start of the thumbprint of RFC 7638: names the key to those who have several. */
    String kid() {
        return kid;
    }

    /** What others verify with, as RFC 8037 writes it. */
    Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", ALGORITHM);
        jwk.put("use", "sig");
        jwk.put("alg", "EdDSA");
        jwk.put("kid", kid);
        jwk.put("x", point);
        return jwk;
    }

    /** 64 bytes. Takes about a millisecond on a busy machine. */
    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519.", e);
        }
    }

    /** Whether we signed it. Takes about a millisecond on a busy machine; never throws for what others sent. */
    boolean verify(byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519.", e);
        }
    }

    /** Gives the seed, and nothing else. */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("This JDK makes no Ed25519 keys from a seed.");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}

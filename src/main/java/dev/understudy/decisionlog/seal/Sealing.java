package dev.understudy.decisionlog.seal;

import dev.understudy.identity.SigningKey;
import dev.understudy.json.Utf8Sink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Seals sensitive values with AES-256-GCM, each bound to its decision: in the place of the value stands {@code
 * {"$sealed":"<key id>:<base64url of nonce, ciphertext and tag>"}}. Thread-safe.
 */
@Singleton
public class Sealing {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;
    private static final byte[] CLOSE = utf8("\"}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Logger LOG = Logger.getLogger(Sealing.class);
    /** Callers may send what looks sealed, with keys that nobody ever had. */
    private static final int MOST_LACKING = 100;

    private final SealKeys keys;
    private final Set<String> lacking = ConcurrentHashMap.newKeySet();
    private final byte[] open;
    private final ThreadLocal<Sealer> sealers;
    private final SecretKeySpec lookup;

    @Inject
    Sealing(@ConfigProperty(name = SealKeys.SETTING) Optional<String> setting, SigningKey signing) {
        this(SealKeys.read(setting, signing.derive("decision-log")), signing.derive("decision-log routing keys"));
    }

    Sealing(SealKeys keys, byte[] lookup) {
        this.keys = keys;
        this.open = utf8(SealedValues.OPEN + keys.currentId() + ":");
        SecretKey current = keys.current();
        this.sealers = ThreadLocal.withInitial(() -> new Sealer(current));
        this.lookup = new SecretKeySpec(lookup, "HmacSHA256");
    }

    /**
     * Copies JSON with sensitive values sealed.
     *
     * @param json holds it
     * @param offset where it begins
     * @param length its bytes
     * @param ranges where each value begins, from {@code offset}, and the place behind its end, in turn
     * @param id of the decision
     * @param out gets it
     */
    public void seal(byte[] json, int offset, int length, int[] ranges, UUID id, Utf8Sink out) {
        int copied = 0;
        if (ranges.length > 0) {
            Sealer sealer = sealers.get();
            for (int i = 0; i < ranges.length; i += 2) {
                out.raw(json, offset + copied, ranges[i] - copied);
                out.raw(open);
                out.raw(sealer.seal(json, offset + ranges[i], ranges[i + 1] - ranges[i], id));
                out.raw(CLOSE);
                copied = ranges[i + 1];
            }
        }
        out.raw(json, offset + copied, length - copied);
    }

    /**
     * Puts back what was sealed. What can't be opened stays sealed.
     *
     * @param json as {@link #seal} wrote it
     * @param id of the decision
     */
    public Unsealed unseal(byte[] json, UUID id) {
        Unsealed.Builder result = new Unsealed.Builder(json);
        SealedValues.each(json, (start, end, keyId, text) -> {
            SecretKey key = keys.find(keyId);
            if (key == null) {
                result.lacks(keyId);
                return;
            }
            try {
                result.replace(start, end, decrypt(key, text, id));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                result.damaged(keyId);
            }
        });
        return result.build();
    }

    /**
     * The clear value, as JSON, of one that was sealed; null when it can't be opened. A key that is missing is named in
     * the log, once.
     *
     * @param id of the decision
     * @param sealed {@code <key id>:<base64url>}
     */
    public @Nullable String open(UUID id, String sealed) {
        int colon = sealed.indexOf(':');
        if (colon <= 0) {
            return null;
        }
        String keyId = sealed.substring(0, colon);
        SecretKey key = keys.find(keyId);
        if (key == null) {
            if (SealKeys.isId(keyId) && lacking.size() < MOST_LACKING && lacking.add(keyId)) {
                LOG.warnf(
                        "Sensitive values were sealed with the key '%s', which %s lacks; they stay masked",
                        keyId, SealKeys.SETTING);
            }
            return null;
        }
        try {
            return new String(decrypt(key, sealed.substring(colon + 1), id), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A text that stands for a sensitive routing key: the same for the same key, and tells nothing of it. */
    public String pseudonym(String routingKey) {
        try {
            Mac mac = Mac.getInstance(lookup.getAlgorithm());
            mac.init(lookup);
            byte[] digest = mac.doFinal(utf8(routingKey));
            return "hmac:" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
        }
    }

    private static byte[] decrypt(SecretKey key, String text, UUID id) throws GeneralSecurityException {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length < NONCE_BYTES) {
            throw new AEADBadTagException("It is too short.");
        }
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
        cipher.updateAAD(bytes(id));
        return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For one thread. Its nonces are eight random bytes of its own and a counter, so that none comes twice. */
    private static final class Sealer {
        private final SecretKey key;
        private final Cipher cipher;
        private final byte[] salt = new byte[Long.BYTES];
        private int counter;

        Sealer(SecretKey key) {
            this.key = key;
            RANDOM.nextBytes(salt);
            try {
                cipher = Cipher.getInstance(CIPHER);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has AES-GCM.", e);
            }
        }

        byte[] seal(byte[] json, int offset, int length, UUID id) {
            if (++counter == 0) {
                RANDOM.nextBytes(salt);
            }
            byte[] secret = new byte[NONCE_BYTES + length + TAG_BITS / 8];
            ByteBuffer.wrap(secret).put(salt).putInt(counter);
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, secret, 0, NONCE_BYTES));
                cipher.updateAAD(bytes(id));
                int written = cipher.doFinal(json, offset, length, secret, NONCE_BYTES);
                if (written != secret.length - NONCE_BYTES) {
                    throw new IllegalStateException("AES-GCM wrote " + written + " bytes.");
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A sensitive value can't be sealed.", e);
            }
            return Base64.getUrlEncoder().withoutPadding().encode(secret);
        }
    }
}

package dev.understudy.rollout.bucket;

import dev.understudy.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret of one rollout, made once when it is created and never changed: who does not know it can't choose a unit
 * that lands on a wanted side. Immutable.
 */
public final class RolloutKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final byte[] ID_LABEL = "understudy rollout key id".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;
    private final String id;

    private RolloutKey(byte[] secret) {
        this.secret = secret;
        MessageDigest digest = Sha256.digest();
        digest.update(ID_LABEL);
        this.id = HexFormat.of().formatHex(digest.digest(secret), 0, ID_BYTES);
    }

    /** A new one of 256 random bits. */
    public static RolloutKey random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new RolloutKey(secret);
    }

    /**
     * A key as it was kept.
     *
     * @param hex its bytes, two digits each, upper or lower case; those made here have 32
     * @throws IllegalArgumentException when it is not that, or empty
     */
    public static RolloutKey ofHex(String hex) {
        byte[] secret = HexFormat.of().parseHex(hex);
        if (secret.length == 0) {
            throw new IllegalArgumentException("a key has at least one byte");
        }
        return new RolloutKey(secret);
    }

    /** What names it without giving it away: 16 hex digits of a hash. */
    public String id() {
        return id;
    }

    /** The secret: to be kept, and shown to auditors alone. */
    public String hex() {
        return HexFormat.of().formatHex(secret);
    }

    /**
     * What draws units of one kind for one purpose; draws of different labels are independent.
     *
     * @param label such as {@link Draw#ASSIGN}
     * @param unitKind the ruleset's routing key
     */
    public Draw draw(String label, String unitKind) {
        return new Draw(secret, label, unitKind);
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}

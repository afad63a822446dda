package dev.understudy.rollout.bucket;

import dev.understudy.content.Sha256;
import dev.understudy.ruleset.Exposure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Draws units: HMAC-SHA-256 under the rollout's key over label, kind of unit and unit, each behind its length in bytes
 * (four bytes, big-endian). Thread-safe: what the key, the label and the kind of unit do to the hash is worked out
 * once, and each draw goes on from copies of that.
 */
public final class Draw {
    /** Draws who is on the candidate. */
    public static final String ASSIGN = "assign";

    /** Draws who stays on the baseline throughout. */
    public static final String HOLDOUT = "holdout";

    /** Draws whose decisions are shadowed. */
    public static final String SHADOW_SAMPLE = "shadow-sample";

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    Draw(byte[] key, String label, String unitKind) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? Sha256.digest().digest(key) : key, BLOCK);
        inner = started(block, INNER);
        update(inner, label.getBytes(StandardCharsets.UTF_8));
        update(inner, unitKind.getBytes(StandardCharsets.UTF_8));
        outer = started(block, OUTER);
    }

    private static MessageDigest started(byte[] block, byte pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = Sha256.digest();
        digest.update(padded);
        return digest;
    }

    private static void update(MessageDigest digest, byte[] value) {
        int length = value.length;
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
        digest.update(value);
    }

    /** The first 64 bits of the hash: {@link #point} are the upper half; the whole names the unit. */
    public long bits(Unit unit) {
        try {
            MessageDigest first = (MessageDigest) inner.clone();
            update(first, unit.utf8());
            MessageDigest second = (MessageDigest) outer.clone();
            return ByteBuffer.wrap(second.digest(first.digest())).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be copied.", e);
        }
    }

    /** Where a unit stands, from 0 to 2^32 - 1. */
    public long point(Unit unit) {
        return point(bits(unit));
    }

    /** The point in what {@link #bits} gave. */
    public static long point(long bits) {
        return bits >>> 32;
    }

    /** Whether a point is within an exposure. */
    public static boolean isIn(long point, Exposure exposure) {
        return point < exposure.threshold();
    }
}

package dev.understudy.review;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The decisions of one ruleset that a change request is decided again on.
 *
 * @param newest the last ones, newest first: all that there are, or as many as are taken
 * @param rare older ones whose outcomes are rare among the newest, newest first
 * @param lookedThrough how many older ones those were drawn from
 */
record ImpactSample(List<UUID> newest, List<UUID> rare, long lookedThrough) {
    ImpactSample {
        newest = List.copyOf(newest);
        rare = List.copyOf(rare);
    }

    /** Equal for the same decisions. */
    String name() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            newest.forEach(id -> digest.update(bytes(id)));
            digest.update((byte) '/');
            rare.forEach(id -> digest.update(bytes(id)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

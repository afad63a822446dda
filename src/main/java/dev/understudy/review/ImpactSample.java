package dev.understudy.review;

import dev.understudy.content.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
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
        MessageDigest digest = Sha256.digest();
        newest.forEach(id -> digest.update(bytes(id)));
        digest.update((byte) '/');
        rare.forEach(id -> digest.update(bytes(id)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

package dev.understudy.engine.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names what is compiled by what it is compiled from.
 *
 * @param hex 64 hex digits of a SHA-256
 */
public record ContentKey(String hex) {
    /** Gathers what the key depends on. */
    static final class Hash {
        private final MessageDigest digest;

        Hash() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256.", e);
            }
        }

        /** Adds a part; its length goes before it, so that parts can't run into each other. */
        Hash add(String part) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            int length = bytes.length;
            digest.update(
                    new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
            digest.update(bytes);
            return this;
        }

        ContentKey finish() {
            return new ContentKey(HexFormat.of().formatHex(digest.digest()));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}

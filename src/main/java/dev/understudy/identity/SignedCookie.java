package dev.understudy.identity;

import dev.understudy.ruleset.BranchName;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the value of the session cookie: {@code base64url(payload).base64url(HMAC-SHA-256)}. Any node reads
 * what another wrote, and none looks anything up. Safe for any number of threads.
 *
 * <p>The payload is a version byte, the expiry in seconds (8 bytes, big endian), the length of the caller's name in
 * bytes (1), the name, and the rest is the branch; text is UTF-8.
 */
@Singleton
public class SignedCookie {
    private static final String HMAC = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 10;
    private static final int MAX_CHARS = 2_000;
    private static final int TAG_CHARS = 43;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final ThreadLocal<Mac> macs;

    /** Takes a key of its own from the shared secret. */
    public SignedCookie(SigningKey key) {
        SecretKeySpec mine = new SecretKeySpec(key.derive("session-branch"), HMAC);
        this.macs = ThreadLocal.withInitial(() -> mac(mine));
    }

    /** The cookie's value, of letters, digits, {@code -}, {@code _} and one dot. */
    public String encode(Caller caller, BranchName branch, Instant expiresAt) {
        byte[] name = caller.name().getBytes(StandardCharsets.UTF_8);
        if (name.length > 255) {
            throw new IllegalArgumentException("A caller's name has at most 255 bytes.");
        }
        byte[] head = branch.value().getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(FIXED_BYTES + name.length + head.length)
                .put(VERSION)
                .putLong(expiresAt.getEpochSecond())
                .put((byte) name.length)
                .put(name)
                .put(head)
                .array();
        byte[] tag = macs.get().doFinal(payload);
        return ENCODER.encodeToString(payload) + "." + ENCODER.encodeToString(tag);
    }

    /** Whose choice the cookie is; nothing when it is garbage, forged or expired. Never throws. */
    public Optional<SessionFlag> decode(String cookie, Instant now) {
        int dot = cookie.length() - TAG_CHARS - 1;
        if (cookie.length() > MAX_CHARS || dot <= 0 || cookie.charAt(dot) != '.' || !isBase64Url(cookie, dot)) {
            return Optional.empty();
        }
        byte[] payload = decode(cookie.substring(0, dot));
        byte[] tag = decode(cookie.substring(dot + 1));
        if (payload == null
                || tag == null
                || !MessageDigest.isEqual(tag, macs.get().doFinal(payload))) {
            return Optional.empty();
        }
        return read(payload, now);
    }

    private static Optional<SessionFlag> read(byte[] payload, Instant now) {
        if (payload.length < FIXED_BYTES || payload[0] != VERSION) {
            return Optional.empty();
        }
        long expiry = ByteBuffer.wrap(payload).getLong(1);
        int nameLength = payload[FIXED_BYTES - 1] & 0xff;
        int branchStart = FIXED_BYTES + nameLength;
        if (expiry <= now.getEpochSecond() || branchStart > payload.length) {
            return Optional.empty();
        }
        String name = new String(payload, FIXED_BYTES, nameLength, StandardCharsets.UTF_8);
        String branch = new String(payload, branchStart, payload.length - branchStart, StandardCharsets.UTF_8);
        try {
            return Optional.of(new SessionFlag(name, new BranchName(branch), Instant.ofEpochSecond(expiry)));
        } catch (IllegalArgumentException e) {
            // Signed by a release that took other names.
            return Optional.empty();
        }
    }

    /** Sparing the decoder's exception, which garbage could make us pay for. */
    private static boolean isBase64Url(String cookie, int dot) {
        for (int i = 0; i < cookie.length(); i++) {
            char c = cookie.charAt(i);
            boolean digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!digit && c != '-' && c != '_' && i != dot) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] decode(String base64) {
        try {
            return DECODER.decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
        }
    }
}

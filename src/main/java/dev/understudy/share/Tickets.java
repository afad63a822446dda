package dev.understudy.share;

import dev.understudy.identity.SigningKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Says that somebody came by a link: {@code base64url(payload).base64url(HMAC-SHA-256)}, for one purpose. Any node reads
 * what another wrote. Safe for any number of threads.
 *
 * <p>The payload is a version byte, the link's id (16 bytes) and the expiry in seconds (8), big endian.
 */
final class Tickets {
    private static final String HMAC = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int PAYLOAD_BYTES = 25;
    private static final int PAYLOAD_CHARS = 34;
    private static final int TAG_CHARS = 43;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec key;

    /** @param purpose has a key of its own */
    Tickets(SigningKey key, String purpose) {
        this.key = new SecretKeySpec(key.derive(purpose), HMAC);
    }

    /** Of letters, digits, {@code -}, {@code _} and one dot. */
    String write(UUID link, Instant expiresAt) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .put(VERSION)
                .putLong(link.getMostSignificantBits())
                .putLong(link.getLeastSignificantBits())
                .putLong(expiresAt.getEpochSecond())
                .array();
        return ENCODER.encodeToString(payload) + "." + ENCODER.encodeToString(tag(payload));
    }

    /** The link; null when it is garbage, forged, for another purpose or expired. Never throws. */
    @Nullable
    UUID read(String ticket, Instant now) {
        if (ticket.length() != PAYLOAD_CHARS + 1 + TAG_CHARS || ticket.charAt(PAYLOAD_CHARS) != '.') {
            return null;
        }
        byte[] payload;
        byte[] tag;
        try {
            payload = DECODER.decode(ticket.substring(0, PAYLOAD_CHARS));
            tag = DECODER.decode(ticket.substring(PAYLOAD_CHARS + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (payload.length != PAYLOAD_BYTES || !MessageDigest.isEqual(tag, tag(payload)) || payload[0] != VERSION) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(payload, 1, PAYLOAD_BYTES - 1);
        UUID link = new UUID(fields.getLong(), fields.getLong());
        return fields.getLong() > now.getEpochSecond() ? link : null;
    }

    private byte[] tag(byte[] payload) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
        }
    }
}

package dev.understudy.share;

import dev.understudy.identity.Ed25519;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the tokens of share links: {@code uss_base64url(payload).base64url(signature)}. Nothing is looked up.
 * Safe for any number of threads.
 *
 * <p>The payload is a version byte, the id of the key (8 bytes), the link's id (16), when it was made and when it ends (8
 * each, in seconds), all big endian; the rest is the audience in ASCII. There is one algorithm, Ed25519, and no field
 * that could name another. What is quoted to callers is never the token.
 */
@Singleton
class LinkTokens {
    static final String PREFIX = "uss_";
    static final int MOST_CHARS = 512;

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 41;
    private static final int MOST_AUDIENCE = 64;
    /** By how much clocks of nodes may differ. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final ShareKeys keys;
    private final byte[] audience;
    private final InstantSource clock;

    @Inject
    LinkTokens(ShareKeys keys, ShareConfig config) {
        this(keys, config.audience(), InstantSource.system());
    }

    LinkTokens(ShareKeys keys, String audience, InstantSource clock) {
        if (!audience.matches("[!-~]{1," + MOST_AUDIENCE + "}")) {
            throw new IllegalArgumentException("understudy.share.audience is '" + audience + "'; it has to be 1 to "
                    + MOST_AUDIENCE + " characters of ASCII without blanks.");
        }
        this.keys = keys;
        this.audience = audience.getBytes(StandardCharsets.US_ASCII);
        this.clock = clock;
    }

    /** The token of a link. */
    String write(UUID link, Instant madeAt, Instant expiresAt) {
        Ed25519 key = keys.current();
        byte[] payload = ByteBuffer.allocate(FIXED_BYTES + audience.length)
                .put(VERSION)
                .putLong(key.id())
                .putLong(link.getMostSignificantBits())
                .putLong(link.getLeastSignificantBits())
                .putLong(madeAt.getEpochSecond())
                .putLong(expiresAt.getEpochSecond())
                .put(audience)
                .array();
        return PREFIX + ENCODER.encodeToString(payload) + "." + ENCODER.encodeToString(key.sign(payload));
    }

    /**
     * Which link a token is for.
     *
     * @throws ProblemException {@code INVALID_SHARE_LINK} when we did not sign it, or not for here and now,
     *     {@code SHARE_LINK_ENDED} when it has expired
     */
    UUID read(String token) {
        byte[] payload = verified(token);
        ByteBuffer fields = ByteBuffer.wrap(payload);
        if (fields.get() != VERSION) {
            throw invalid("This share link was made by another version of the service. Ask for a new one.");
        }
        fields.getLong();
        UUID link = new UUID(fields.getLong(), fields.getLong());
        Instant madeAt = Instant.ofEpochSecond(fields.getLong());
        Instant expiresAt = Instant.ofEpochSecond(fields.getLong());
        if (!ByteBuffer.wrap(audience).equals(fields)) {
            throw invalid("This share link was made for another installation of the service.");
        }
        Instant now = clock.instant();
        if (madeAt.isAfter(now.plus(SKEW))) {
            throw invalid("This share link is not valid yet: it was made by a machine whose clock is ahead of ours.");
        }
        if (!expiresAt.plus(SKEW).isAfter(now)) {
            throw new ProblemException(
                    ProblemType.SHARE_LINK_ENDED, "This share link expired at " + expiresAt + ". Ask for a new one.");
        }
        return link;
    }

    private byte[] verified(String token) {
        int dot = token.length() > MOST_CHARS || !token.startsWith(PREFIX) ? -1 : token.indexOf('.');
        byte[] payload = dot < 0 ? null : decoded(token.substring(PREFIX.length(), dot));
        byte[] signature = dot < 0 ? null : decoded(token.substring(dot + 1));
        if (payload == null
                || signature == null
                || payload.length < FIXED_BYTES
                || signature.length != Ed25519.SIGNATURE_BYTES) {
            throw garbled();
        }
        Ed25519 key = keys.find(ByteBuffer.wrap(payload).getLong(1));
        if (key == null) {
            throw invalid("This share link was signed with a key that does not count any more. Ask for a new one.");
        }
        if (!key.verifies(payload, signature)) {
            throw garbled();
        }
        return payload;
    }

    /** Null when it is not what we would write for any bytes: each token has one spelling. */
    private static byte @Nullable [] decoded(String text) {
        try {
            byte[] bytes = DECODER.decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ProblemException garbled() {
        return invalid("This is no share link of ours, or a part of it is missing. Copy the whole link again.");
    }

    private static ProblemException invalid(String sentence) {
        return new ProblemException(ProblemType.INVALID_SHARE_LINK, sentence);
    }
}

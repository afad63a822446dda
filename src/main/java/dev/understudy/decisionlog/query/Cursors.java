package dev.understudy.decisionlog.query;

import dev.understudy.identity.SigningKey;
import dev.understudy.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: where a page ended, and of which filters. 56 characters, base64url of 42 bytes: an id, 8
 * bytes of a keyed hash of the filters, and 18 of HMAC-SHA-256 of both. Any node reads what another wrote. Thread-safe.
 */
@Singleton
public class Cursors {
    private static final String HMAC = "HmacSHA256";
    private static final int CHARS = 56;
    private static final int ID = 16;
    private static final int FILTERS = 8;
    private static final int SIGNED = ID + FILTERS;
    private static final int TAG = 18;

    private final SecretKeySpec key;

    Cursors(SigningKey secret) {
        this.key = new SecretKeySpec(secret.derive("decision-cursor"), HMAC);
    }

    String write(Position position, LogQuery query) {
        byte[] signed = ByteBuffer.allocate(SIGNED)
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .put(filters(query))
                .array();
        byte[] cursor = Arrays.copyOf(signed, SIGNED + TAG);
        System.arraycopy(hash(signed), 0, cursor, SIGNED, TAG);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** @throws ProblemException {@code INVALID_REQUEST} when it is none of ours, or one of other filters */
    Position read(String cursor, LogQuery query) {
        byte[] bytes = decode(cursor);
        byte[] signed = Arrays.copyOf(bytes, SIGNED);
        byte[] tag = Arrays.copyOfRange(bytes, SIGNED, SIGNED + TAG);
        if (!MessageDigest.isEqual(tag, Arrays.copyOf(hash(signed), TAG))) {
            throw foreign();
        }
        if (!Arrays.equals(filters(query), Arrays.copyOfRange(signed, ID, SIGNED))) {
            throw ProblemException.ofParameter(
                    "cursor",
                    "belongs to other filters, or to another selected branch; repeat those of the page that gave it, or"
                            + " begin again without it");
        }
        ByteBuffer id = ByteBuffer.wrap(signed);
        return new Position(new UUID(id.getLong(), id.getLong()));
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() != CHARS) {
            throw foreign();
        }
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return ProblemException.ofParameter("cursor", "is none that this service gave out; begin again without it");
    }

    private byte[] filters(LogQuery query) {
        return Arrays.copyOf(hash(query.canonical().getBytes(StandardCharsets.UTF_8)), FILTERS);
    }

    private byte[] hash(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256.", e);
        }
    }
}

package dev.understudy.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form of a record, and of the line that an export has for it:
 *
 * <pre>{"seq":2,"previous":"&lt;64 hex&gt;","at":"…","actor":"…",…,"hash":"&lt;64 hex&gt;"}</pre>
 *
 * {@code hash} is the SHA-256 of the line's bytes without {@code ,"hash":"…"}; {@code previous} is that of the record
 * before, and of the first one zeros.
 */
final class AuditChain {
    /** What stands for the hash before the first record. */
    static final byte[] BEGINNING = new byte[32];

    static final String SEQ = "{\"seq\":";
    static final String PREVIOUS = ",\"previous\":\"";
    static final String HASH = ",\"hash\":\"";
    /** {@code ,"hash":"<64 hex>"}} */
    static final int TAIL_LENGTH = HASH.length() + 64 + 2;

    private static final HexFormat HEX = HexFormat.of();

    private AuditChain() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** The hash of a record, which is a JSON object without its hash. */
    static byte[] hash(String record) {
        return digest().digest(record.getBytes(StandardCharsets.UTF_8));
    }

    /** The line of an export. */
    static String line(String record, byte[] hash) {
        return record.substring(0, record.length() - 1) + HASH + HEX.formatHex(hash) + "\"}";
    }

    static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }
}

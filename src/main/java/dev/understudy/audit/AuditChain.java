package dev.understudy.audit;

import dev.understudy.content.Sha256;
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

    /** The hash of a record, which is a JSON object without its hash. */
    static byte[] hash(String record) {
        return Sha256.of(record);
    }

    /** The line of an export. */
    static String line(String record, byte[] hash) {
        return record.substring(0, record.length() - 1) + HASH + HEX.formatHex(hash) + "\"}";
    }

    static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }
}

package dev.understudy.replay.compare;

import dev.understudy.content.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/** A digest of a set of changes: the sum of their hashes, so that their order makes no difference. For one thread. */
final class ChangeDigest {
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest sha256 = Sha256.digest();
    private long first;
    private long second;

    void add(UUID decision, String change) {
        sha256.update(ByteBuffer.allocate(16)
                .putLong(decision.getMostSignificantBits())
                .putLong(decision.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(change.getBytes(StandardCharsets.UTF_8)));
        first += hash.getLong();
        second += hash.getLong();
    }

    void add(ChangeDigest more) {
        first += more.first;
        second += more.second;
    }

    /** 32 hexadecimal digits. */
    String text() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second);
    }
}

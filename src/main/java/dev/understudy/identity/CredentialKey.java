package dev.understudy.identity;

import dev.understudy.content.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * What stands in memory for an {@code Authorization} header: its SHA-256 under a secret of this process. The header
 * can't be found from it, and as nobody outside can work it out, the time of a comparison tells nothing.
 */
record CredentialKey(long first, long second, long third, long fourth) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Makes keys; safe for any number of threads. */
    static final class Maker {
        private final byte[] secret = new byte[32];
        private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(Sha256::digest);

        Maker() {
            new SecureRandom().nextBytes(secret);
        }

        CredentialKey of(String header) {
            MessageDigest digest = digests.get();
            digest.update(secret);
            byte[] hash = digest.digest(header.getBytes(StandardCharsets.UTF_8));
            return new CredentialKey(
                    (long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8), (long) LONGS.get(hash, 16), (long)
                            LONGS.get(hash, 24));
        }
    }

    /** The last 64 of 256 random bits. */
    @Override
    public int hashCode() {
        return Long.hashCode(fourth);
    }
}

package dev.understudy.gitrepo;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a client still sends. A git client looks at the answer only when it has sent everything; an answer in the
 * middle reaches it as a broken connection, and the sentence in it never does.
 */
final class Drain {
    private static final long MAX_BYTES = 1L << 30;

    private Drain() {}

    /** Reads up to 1 GiB; whoever sends more than that loses the connection. */
    static void rest(InputStream body) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            total += read;
            if (total > MAX_BYTES) {
                throw new IOException("More than 1 GiB was sent after the push had been refused.");
            }
        }
    }
}

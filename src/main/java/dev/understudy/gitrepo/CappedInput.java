package dev.understudy.gitrepo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.PackProtocolException;

/** A body of which only so much is read, counted after it was unzipped. */
final class CappedInput extends FilterInputStream {
    private final long limit;
    private long total;

    CappedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws PackProtocolException {
        total += read;
        if (total > limit) {
            throw new PackProtocolException("The request has more than " + limit + " bytes, which is too much.");
        }
    }
}

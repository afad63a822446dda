package dev.understudy.gitrepo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A buffered stream that knows whether anything was written to it. */
final class CountedOutput extends BufferedOutputStream {
    private boolean written;

    CountedOutput(OutputStream out) {
        super(out, 64 << 10);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        written = true;
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        written |= length > 0;
        super.write(bytes, offset, length);
    }

    boolean isWritten() {
        return written;
    }
}

package dev.understudy.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Finds the end of HTTP/1.1 answers that give their length, one at a time; understands nothing else of them. */
final class AnswerReader {
    private static final int LARGEST = 64 << 10;
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes = new byte[LARGEST];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int total = -1;
    private int status;

    /**
     * Reads what is there.
     *
     * @return whether the answer is whole; {@link #status} and {@link #size} tell of it until {@link #next}
     */
    boolean read(ReadableByteChannel channel) throws IOException {
        int count = channel.read(buffer);
        if (count < 0) {
            throw new IOException("The service closed the connection.");
        }
        if (total < 0) {
            findLength(buffer.position());
        }
        if (total < 0 && !buffer.hasRemaining()) {
            throw new IOException("An answer is larger than " + LARGEST + " bytes.");
        }
        if (total >= 0 && buffer.position() > total) {
            throw new IOException("More came than was asked for.");
        }
        return total >= 0 && buffer.position() == total;
    }

    /** The status of the answer. */
    int status() {
        return status;
    }

    /** The size of the answer with its headers, in bytes. */
    int size() {
        return total;
    }

    /** Forgets the answer. */
    void next() {
        buffer.clear();
        total = -1;
    }

    private void findLength(int end) throws IOException {
        int headers = -1;
        int length = -1;
        for (int i = 12; i + 3 < end; i++) {
            if (bytes[i] == '\r') {
                if (bytes[i + 2] == '\r') {
                    headers = i + 4;
                    break;
                }
                if (length < 0 && isLength(i, end)) {
                    length = number(i + LENGTH.length, end);
                }
            }
        }
        if (headers < 0) {
            return;
        }
        if (length < 0 || headers + length > LARGEST) {
            throw new IOException("An answer has no Content-Length, or a large one.");
        }
        status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
        total = headers + length;
    }

    private boolean isLength(int at, int end) {
        if (at + LENGTH.length > end) {
            return false;
        }
        for (int i = 2; i < LENGTH.length; i++) {
            byte lower = bytes[at + i] >= 'A' && bytes[at + i] <= 'Z' ? (byte) (bytes[at + i] + 32) : bytes[at + i];
            if (lower != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int end) {
        int value = 0;
        for (int i = from; i < end && bytes[i] != '\r'; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                value = value * 10 + bytes[i] - '0';
            }
        }
        return value;
    }
}

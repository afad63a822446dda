package dev.understudy.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that JSON is written to as UTF-8. For one thread; meant to be kept and {@linkplain #reset reset}. */
public final class Utf8Sink {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LEAST_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);
    /** What stands behind the backslash for a character below 128: 0 for none, {@code u} for four hex digits. */
    private static final byte[] ESCAPES = new byte[128];

    static {
        Arrays.fill(ESCAPES, 0, 0x20, (byte) 'u');
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
        ESCAPES['\b'] = 'b';
        ESCAPES['\f'] = 'f';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

    private byte[] buffer;
    private int size;

    /** An empty one with room for 1,024 bytes. */
    public Utf8Sink() {
        this(1024);
    }

    /** An empty one with room for {@code bytes}. */
    public Utf8Sink(int bytes) {
        buffer = new byte[bytes];
    }

    /** Forgets what was written, and keeps the room. */
    public void reset() {
        size = 0;
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** The buffer itself, of which the first {@link #size()} bytes count; valid until the next write. */
    public byte[] array() {
        return buffer;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** One byte as it is. */
    public void raw(char ascii) {
        reserve(1);
        buffer[size++] = (byte) ascii;
    }

    /** Bytes as they are. */
    public void raw(byte[] bytes) {
        raw(bytes, 0, bytes.length);
    }

    /** Bytes as they are. */
    public void raw(byte[] bytes, int offset, int length) {
        reserve(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
    }

    /** Writes what was written here to a stream. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, size);
    }

    /** Text that holds only ASCII and needs no escape, without quotes. */
    public void ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            buffer[size + i] = (byte) text.charAt(i);
        }
        size += length;
    }

    /** A whole number. */
    public void number(long value) {
        if (value == Long.MIN_VALUE) {
            raw(LEAST_LONG);
            return;
        }
        reserve(20);
        long rest = value;
        if (rest < 0) {
            buffer[size++] = '-';
            rest = -rest;
        }
        int width = 1;
        for (long bound = 10; width < 19 && rest >= bound; bound *= 10) {
            width++;
        }
        digits(rest, width);
    }

    /** The last {@code width} digits of a number that is not negative, with leading zeros. */
    public void digits(long value, int width) {
        reserve(width);
        long rest = value;
        for (int i = size + width - 1; i >= size; i--) {
            long tenth = rest / 10;
            buffer[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        size += width;
    }

    /** A JSON string with its quotes; half of a surrogate pair becomes U+FFFD, since UTF-8 has no form for it. */
    public void text(String text) {
        int length = text.length();
        reserve(length + 2);
        buffer[size++] = '"';
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 0x80 || ESCAPES[c] != 0) {
                break;
            }
            buffer[size++] = (byte) c;
            i++;
        }
        if (i < length) {
            rest(text, i);
        }
        raw('"');
    }

    private void rest(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            reserve(6);
            if (c < 0x80) {
                single(c);
            } else if (!Character.isSurrogate(c)) {
                encoded(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                encoded(Character.toCodePoint(c, text.charAt(i)));
            } else {
                encoded(0xfffd);
            }
        }
    }

    private void single(char c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            buffer[size++] = (byte) c;
            return;
        }
        buffer[size++] = '\\';
        buffer[size++] = escape;
        if (escape == 'u') {
            buffer[size++] = '0';
            buffer[size++] = '0';
            buffer[size++] = HEX[c >> 4];
            buffer[size++] = HEX[c & 15];
        }
    }

    private void encoded(int c) {
        if (c < 0x800) {
            buffer[size++] = (byte) (0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            buffer[size++] = (byte) (0xe0 | (c >> 12));
            buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        } else {
            buffer[size++] = (byte) (0xf0 | (c >> 18));
            buffer[size++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        buffer[size++] = (byte) (0x80 | (c & 0x3f));
    }

    /** Takes back the comma behind the last member, if anything was written since {@code start}. */
    public void dropCommaSince(int start) {
        if (size > start) {
            size--;
        }
    }

    /** Goes back to an earlier {@link #size()}. */
    public void truncate(int earlierSize) {
        size = earlierSize;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1L << 30)));
        }
    }
}

package dev.understudy.decisionlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing buffer that the parts of a record are written to. Numbers take seven bits a byte, the lowest first; texts
 * and blocks start with their length. For one thread; meant to be kept and {@linkplain #reset reset}.
 */
final class RecordBytes {
    /** What is larger is given back, so that one great decision does not stay in memory for ever. */
    private static final int MOST_KEPT = 1 << 20;

    private final int usual;
    private byte[] bytes;
    private int size;

    RecordBytes(int usual) {
        this.usual = usual;
        this.bytes = new byte[usual];
    }

    void reset() {
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[usual];
        }
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void one(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Eight bytes, the highest first. */
    void eight(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** A number that is small as a rule, and not negative. */
    void number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void raw(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Its length, and then the bytes. */
    void block(byte[] from, int offset, int length) {
        number(length);
        raw(from, offset, length);
    }

    /** 0 for none; else the length in bytes plus 1, and the text as UTF-8. */
    void text(@Nullable String text) {
        if (text == null) {
            one(0);
            return;
        }
        int start = size;
        int length = text.length();
        number(length + 1L);
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = start;
                beyondAscii(text);
                return;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
    }

    private void beyondAscii(String text) {
        int bytesNeeded = 0;
        for (int i = 0; i < text.length(); i++) {
            int point = pointAt(text, i);
            bytesNeeded += width(point);
            i += Character.charCount(point) - 1;
        }
        number(bytesNeeded + 1L);
        reserve(bytesNeeded);
        for (int i = 0; i < text.length(); i++) {
            int point = pointAt(text, i);
            encoded(point);
            i += Character.charCount(point) - 1;
        }
    }

    /** Half of a surrogate pair is U+FFFD, since UTF-8 has no form for it. */
    private static int pointAt(String text, int index) {
        int point = text.codePointAt(index);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point;
    }

    private static int width(int point) {
        if (point < 0x80) {
            return 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private void encoded(int point) {
        if (point < 0x80) {
            bytes[size++] = (byte) point;
            return;
        }
        if (point < 0x800) {
            bytes[size++] = (byte) (0xc0 | (point >> 6));
        } else if (point < 0x10000) {
            bytes[size++] = (byte) (0xe0 | (point >> 12));
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        } else {
            bytes[size++] = (byte) (0xf0 | (point >> 18));
            bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1L << 30)));
        }
    }
}

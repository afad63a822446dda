package dev.understudy.decisionlog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a record as {@link RecordBytes} writes them, and trusts none of them. */
final class RecordParts {
    private final ByteBuffer in;

    RecordParts(ByteBuffer record) {
        this.in = record.slice().order(ByteOrder.BIG_ENDIAN);
    }

    int one() throws UnreadableRecordException {
        try {
            return in.get() & 0xff;
        } catch (BufferUnderflowException e) {
            throw cutShort();
        }
    }

    long eight() throws UnreadableRecordException {
        try {
            return in.getLong();
        } catch (BufferUnderflowException e) {
            throw cutShort();
        }
    }

    /** Not negative. */
    long number() throws UnreadableRecordException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = one();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new UnreadableRecordException("The record holds a number that is too large.");
    }

    /** A number that fits into 31 bits. */
    int count() throws UnreadableRecordException {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw new UnreadableRecordException("The record holds a number that is too large.");
        }
        return (int) value;
    }

    boolean flag() throws UnreadableRecordException {
        int value = one();
        if (value > 1) {
            throw new UnreadableRecordException("The record holds a flag that is neither set nor not.");
        }
        return value == 1;
    }

    byte[] block() throws UnreadableRecordException {
        return bytes(count());
    }

    String text() throws UnreadableRecordException {
        String text = textOrNull();
        if (text == null) {
            throw new UnreadableRecordException("The record lacks a text that each has.");
        }
        return text;
    }

    @Nullable
    String textOrNull() throws UnreadableRecordException {
        int length = count();
        if (length == 0) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(length - 1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("The record holds a text that is no UTF-8.");
        }
    }

    void end() throws UnreadableRecordException {
        if (in.hasRemaining()) {
            throw new UnreadableRecordException("The record goes on for " + in.remaining() + " bytes behind its end.");
        }
    }

    private byte[] bytes(int length) throws UnreadableRecordException {
        if (length > in.remaining()) {
            throw cutShort();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static UnreadableRecordException cutShort() {
        return new UnreadableRecordException("The record ends too early.");
    }
}

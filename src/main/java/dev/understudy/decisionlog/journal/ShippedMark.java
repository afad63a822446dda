package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * The small file that says up to where a journal was shipped. It has two places, written in turn, each with the position
 * and its check sum; the higher one counts. It never grows: on a full disk, too, shipping has to make room.
 */
final class ShippedMark implements AutoCloseable {
    private static final int PLACE = 4096;
    private static final int LINE = 64;

    private final Path file;
    private final FileChannel channel;
    private final Disk disk;
    private boolean second;

    private ShippedMark(Path file, FileChannel channel, Disk disk) {
        this.file = file;
        this.channel = channel;
        this.disk = disk;
    }

    static ShippedMark open(Path file, Disk disk) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long size = channel.size();
            if (size < 2 * PLACE) {
                channel.write(ByteBuffer.allocate((int) (2 * PLACE - size)), size);
            }
            return new ShippedMark(file, channel, disk);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    /** The position, 0 in a new file; empty when it is damaged. */
    OptionalLong read() throws IOException {
        byte[] first = line(0);
        byte[] other = line(PLACE);
        long higher = Math.max(position(first), position(other));
        // The other place is written next, so that there is a whole one always.
        second = higher >= 0 && position(first) == higher;
        if (higher >= 0) {
            return OptionalLong.of(higher);
        }
        return isBlank(first) && isBlank(other) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** Notes a position; that outlives the process. */
    void write(long position) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(text(position));
        channel.write(line, second ? PLACE : 0);
        second = !second;
    }

    /** Makes it outlive the machine, too. */
    void force() throws IOException {
        disk.force(channel);
    }

    private byte[] line(int at) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LINE);
        int count = 0;
        while (line.hasRemaining() && count >= 0) {
            count = channel.read(line, at + line.position());
        }
        return line.array();
    }

    private static boolean isBlank(byte[] line) {
        return ByteBuffer.wrap(line).equals(ByteBuffer.allocate(LINE));
    }

    /** -1 when it is none. */
    private static long position(byte[] line) {
        String digits = new String(line, StandardCharsets.ISO_8859_1).split(" ", 2)[0];
        if (!digits.matches("[0-9]{1,18}")) {
            return -1;
        }
        long position = Long.parseLong(digits);
        return ByteBuffer.wrap(line).equals(ByteBuffer.wrap(text(position))) ? position : -1;
    }

    private static byte[] text(long position) {
        byte[] digits = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        String text = String.format("%d %08x", position, Frames.crc(digits, 0, digits.length));
        return String.format("%-" + (LINE - 1) + "s\n", text).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

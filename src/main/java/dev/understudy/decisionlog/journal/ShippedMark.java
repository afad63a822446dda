package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/** The small file that says up to where a journal was shipped: the position, a blank, its check sum. */
final class ShippedMark {
    private final Path file;
    private final Disk disk;

    ShippedMark(Folder folder, Disk disk) {
        this.file = folder.shippedFile();
        this.disk = disk;
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The position; empty when there is none, or it is damaged. */
    OptionalLong read() throws IOException {
        if (!exists()) {
            return OptionalLong.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String digits = text.split(" ", 2)[0];
        if (!digits.matches("[0-9]{1,18}") || !text.equals(text(Long.parseLong(digits)))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits));
    }

    /**
     * Replaces it as a whole. It outlives the process in any case.
     *
     * @param durably whether it has to outlive the machine too, since what it covers is about to be deleted
     */
    void write(long position, boolean durably) throws IOException {
        Path part = Folder.part(file);
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text(position).getBytes(StandardCharsets.US_ASCII)));
            if (durably) {
                disk.force(channel);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(long position) {
        byte[] digits = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        return position + " " + Integer.toHexString(Frames.crc(digits, 0, digits.length)) + "\n";
    }
}

package dev.understudy.decisionlog.store;

import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * Where records go that the database can't take, so that none is lost and none holds up the others: a file of lines of
 * JSON, {@code {"at": …, "reason": …, "record": <base64>}}. A record may be in it twice when the process ended at that
 * moment. For one thread.
 */
final class AsideFile {
    /** Its name in the folder of the journal. */
    static final String NAME = "set-aside.ndjson";

    /** If it comes to this, something is wrong that an operator has to look at, before the disk is full of it. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);

    private final Path file;
    private final long mostBytes;

    AsideFile(Path folder) {
        this(folder, MOST_BYTES);
    }

    AsideFile(Path folder, long mostBytes) {
        this.file = folder.resolve(NAME);
        this.mostBytes = mostBytes;
    }

    /**
     * Adds a record, and returns when it is on the disk.
     *
     * @throws IOException when it can't be kept, or too much was kept already
     */
    void add(ByteBuffer record, String reason, Instant now) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(
                file, APPEND, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer line = line(record, reason, now, endsInLine(channel));
            if (channel.size() + line.remaining() > mostBytes) {
                throw new IOException(NAME + " has " + channel.size()
                        + " bytes of records that the database does not take; look into it and move it away");
            }
            channel.position(channel.size());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    /** Whether a crash left half a line. */
    private static boolean endsInLine(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
    }

    private static ByteBuffer line(ByteBuffer record, String reason, Instant now, boolean newLine) {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        Utf8Sink json = new Utf8Sink(bytes.length * 4 / 3 + 256);
        if (newLine) {
            json.raw('\n');
        }
        json.ascii("{\"at\":");
        json.text(now.toString());
        json.ascii(",\"reason\":");
        json.text(reason);
        json.ascii(",\"record\":\"");
        json.raw(Base64.getEncoder().encode(bytes));
        json.ascii("\"}\n");
        return ByteBuffer.wrap(json.array(), 0, json.size());
    }
}

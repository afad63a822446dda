package dev.understudy.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second service off a data folder. The operating system lets go of the lock when the process ends, however it
 * ends; the file says who holds it.
 */
final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartFailure naming the process and the port when another instance holds the folder */
    static InstanceLock take(DataFolder data, int port) {
        Path file = data.root().resolve("understudy.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw taken(data, file);
            }
            String holder = ProcessHandle.current().pid() + " " + port + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
            return new InstanceLock(channel);
        } catch (IOException e) {
            throw StartFailure.of("The lock " + file + " can't be taken: " + DataFolder.reason(e)
                    + "; give another data folder with --data.");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StartFailure taken(DataFolder data, Path file) throws IOException {
        String[] holder = Files.readString(file).strip().split(" ", 2);
        String who = holder.length == 2 ? " (process " + holder[0] + ", port " + holder[1] + ")" : "";
        return StartFailure.of("Understudy is running on the data folder " + data.root() + " already" + who
                + "; stop it, or give another folder with --data.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

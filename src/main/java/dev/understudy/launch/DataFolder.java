package dev.understudy.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** The folder that holds all that the service keeps. */
final class DataFolder {
    /** Enough that a disk with less left is as good as full. */
    private static final int PROBE_BYTES = 1 << 20;

    private static final int SECRET_BYTES = 32;
    private static final String ELSEWHERE = "; give another folder with --data, or make this one writable.";

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /**
     * Creates the folder when it is missing, and tries whether it takes a MiB.
     *
     * @throws StartFailure when it does not
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw StartFailure.of("The data folder " + root + " can't be created: " + reason(e) + ELSEWHERE);
        }
        Path probe = root.resolve(".probe-" + ProcessHandle.current().pid());
        try {
            write(probe);
        } catch (IOException e) {
            throw StartFailure.of("The data folder " + root + " can't be written: " + reason(e) + ELSEWHERE);
        } finally {
            deleteQuietly(probe);
        }
        return new DataFolder(root);
    }

    Path root() {
        return root;
    }

    /** The base64 of 32 random bytes that stay the same; made on first use, readable by this user alone. */
    String secret(String name) {
        Path folder = root.resolve("secrets");
        Path file = secretFile(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                writeOnce(folder, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw StartFailure.of("The secret " + file + " can't be read or written: " + reason(e) + ELSEWHERE);
        }
    }

    /** Where that secret is kept. */
    Path secretFile(String name) {
        return root.resolve("secrets").resolve(name);
    }

    /** Under another name first: a crash leaves a whole secret or none. */
    private static void writeOnce(Path folder, Path file) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        Path fresh = Files.createTempFile(
                folder,
                "new",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(random) + "\n");
        Files.move(fresh, file);
    }

    private static void write(Path probe) throws IOException {
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(PROBE_BYTES);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A folder that takes no writes takes no deletes either, and has been complained about.
        }
    }

    /** The operating system's words, without the path that the sentence has already. */
    static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> "a file of that name is in the way";
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such place";
            case FileSystemException system
            when system.getReason() != null -> system.getReason().toLowerCase(Locale.ROOT);
            default -> String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
        };
    }
}

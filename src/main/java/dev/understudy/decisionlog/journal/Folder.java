package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one journal, held by one process at a time. A segment is called {@code <base as 16 hexadecimal
 * digits>.journal}; what ends on {@code .part} is unfinished, and what ends on {@code .damaged} is kept for the
 * operator.
 */
final class Folder implements AutoCloseable {
    private static final Pattern SEGMENT = Pattern.compile("[0-7][0-9a-f]{15}\\.journal");
    private static final String PART = ".part";
    private static final String DAMAGED = ".damaged";

    private final Path root;
    private final FileChannel lock;
    private final Disk disk;

    private Folder(Path root, FileChannel lock, Disk disk) {
        this.root = root;
        this.lock = lock;
        this.disk = disk;
    }

    /** @throws JournalException when it can't be written, or another process or journal holds it */
    static Folder open(Path root, Disk disk) {
        Path file = root.resolve("journal.lock");
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new JournalException("The journal " + root
                        + " is in use by another process; stop that one, or give each its own data folder.");
            }
            return new Folder(root, channel, disk);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The sentence for a folder that does not let itself be read and written. */
    static JournalException unusable(Path path, Throwable e) {
        return new JournalException(
                "The journal " + path + " can't be read or written: " + JournalException.reason(e)
                        + "; make room or make it writable, or give another data folder.",
                e);
    }

    Path root() {
        return root;
    }

    Path segment(long base) {
        return root.resolve(String.format("%016x.journal", base));
    }

    ShippedMark mark() throws IOException {
        return ShippedMark.open(root.resolve("shipped"), disk);
    }

    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /** The base that a segment's name tells. */
    static long base(Path segment) {
        return Long.parseLong(segment.getFileName().toString().substring(0, 16), 16);
    }

    /** All segments, oldest first. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Deletes what an earlier process did not finish. */
    void deleteParts() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(PART)).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Puts a finished file in its place, durably, over what may be there. */
    void place(Path part, Path file) throws IOException {
        move(part, file);
        force();
    }

    /** Puts a file in its place, over what may be there. */
    void move(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps a file under a second name. */
    Path linkAside(Path file) throws IOException {
        for (int number = 1; ; number++) {
            Path aside = aside(file, number);
            try {
                return Files.createLink(aside, file);
            } catch (FileAlreadyExistsException taken) {
                // The file was damaged before: the next number.
            } catch (UnsupportedOperationException noLinks) {
                return Files.copy(file, aside);
            }
        }
    }

    /** Keeps a file under another name only. */
    Path moveAside(Path file) throws IOException {
        int number = 1;
        while (Files.exists(aside(file, number))) {
            number++;
        }
        Path aside = Files.move(file, aside(file, number), StandardCopyOption.ATOMIC_MOVE);
        force();
        return aside;
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling(file.getFileName() + DAMAGED + (number == 1 ? "" : "-" + number));
    }

    /** Makes the names in the folder durable. */
    void force() throws IOException {
        try (FileChannel names = FileChannel.open(root)) {
            disk.force(names);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }
}

package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Makes the files of segments, and maps them. */
@SuppressWarnings("MustBeClosedChecker") // A mapping lives as long as its segment, which closes it.
final class SegmentFiles {
    private static final int PAGE = 4096;
    /** Filled at once: a longer stretch would keep a garbage collection waiting. */
    private static final int STRETCH = 1 << 16;

    private final Folder folder;
    private final int bytes;
    private final Disk disk;
    private final SecureRandom random = new SecureRandom();

    SegmentFiles(Folder folder, int bytes, Disk disk) {
        this.folder = folder;
        this.bytes = bytes;
        this.disk = disk;
    }

    /** A new file for the positions from there on. A failure leaves nothing behind. */
    Segment allocate(long base) throws IOException {
        Path file = folder.segment(base);
        Path part = Folder.part(file);
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory;
            disk.allocate(part, bytes);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            }
            touch(memory);
            return place(part, file, base, memory, new Mapping(arena, views(part, arena)));
        } catch (IOException | RuntimeException e) {
            arena.close();
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private List<MemorySegment> views(Path part, Arena arena) throws IOException {
        List<MemorySegment> views = new ArrayList<>();
        for (int i = 0; i < disk.forcesAtATime(); i++) {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                views.add(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena));
            }
        }
        return views;
    }

    /** A file of the same size that was shipped, for the positions from there on. A failure deletes it. */
    Segment reuse(Segment shipped, long base) throws IOException {
        Path part = Folder.part(folder.segment(base));
        MemorySegment memory = shipped.frames().memory();
        try {
            Files.move(shipped.file(), part, StandardCopyOption.ATOMIC_MOVE);
            for (long at = 0; at < memory.byteSize(); at += STRETCH) {
                memory.asSlice(at, Math.min(STRETCH, memory.byteSize() - at)).fill((byte) 0);
            }
            return place(part, folder.segment(base), base, memory, shipped.mapping());
        } catch (IOException | RuntimeException e) {
            shipped.unmap();
            Files.deleteIfExists(part);
            Files.deleteIfExists(shipped.file());
            throw e;
        }
    }

    private Segment place(Path part, Path file, long base, MemorySegment memory, Mapping mapping) throws IOException {
        SegmentHeader header = new SegmentHeader(SegmentHeader.FORMAT, base, bytes, random.nextLong());
        header.write(memory);
        // Who waits for the disk has both forced first: see Syncer. The others are not to wait for a disk that is busy.
        folder.move(part, file);
        return Segment.fresh(file, new Frames(memory, base, header.salt()), mapping);
    }

    /** Has the operating system map every page now, and not when the first record comes to it. */
    private static void touch(MemorySegment memory) {
        for (long at = 0; at < memory.byteSize(); at += PAGE) {
            memory.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
        }
    }

    /** Maps what is whole in an earlier process's file. */
    static Segment recovered(Path file, SegmentHeader header) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return Segment.recovered(file, new Frames(memory, header.base(), header.salt()), arena, header.capacity());
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Unmaps and deletes. */
    static void delete(Segment segment) throws IOException {
        segment.unmap();
        Files.deleteIfExists(segment.file());
    }

    /** Unmaps, and leaves of the file what was used; nothing when that is nothing. */
    static void cut(Segment segment, long end) throws IOException {
        segment.unmap();
        if (end <= Segment.FIRST) {
            Files.deleteIfExists(segment.file());
            return;
        }
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }
}

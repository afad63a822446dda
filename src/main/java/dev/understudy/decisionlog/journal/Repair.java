package dev.understudy.decisionlog.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Leaves of a file what is whole, on the disk, so that a reader finds nothing but records in it. */
final class Repair {
    private final Folder folder;
    private final Disk disk;

    Repair(Folder folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Cuts the end and covers what was not finished; the file itself holds nothing worth keeping beside. */
    Path inPlace(Path file, Frames frames, SegmentScan scan) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (SegmentScan.Gap gap : scan.gaps()) {
                ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                word.putLong(0, frames.padWord(gap.from(), gap.bytes()));
                channel.write(word, gap.from());
            }
            channel.truncate(scan.end());
            disk.force(channel);
        }
        return file;
    }

    /** Puts what is whole in the file's place; gives the name under which the damaged one is kept. */
    Path replace(Path file, SegmentHeader header, Frames frames, SegmentScan scan) throws IOException {
        header.write(frames.memory());
        scan.gaps().forEach(gap -> frames.pad(gap.from(), gap.bytes()));
        Path part = Folder.part(file);
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer whole = frames.memory().asSlice(0, scan.end()).asByteBuffer();
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            disk.force(channel);
        }
        Path aside = folder.linkAside(file);
        folder.place(part, file);
        return aside;
    }
}

package dev.understudy.decisionlog.journal;

import dev.understudy.decisionlog.journal.Recovery.Finding;
import dev.understudy.decisionlog.journal.Recovery.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an earlier process left in the folder, makes it whole, and says what was wrong. Used once, by one thread.
 * Files are read, not mapped: a bad sector is then an exception.
 */
final class Recoverer {
    private static final long PAGE = 4096;

    private final Folder folder;
    private final Repair repair;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private long shipped;
    private long nextBase;
    private long records;
    /**
     * How many files with records were seen yet, newest first. A process can have ended amid a record only in the last,
     * or in the one before, when a thread stood still there while others went on.
     */
    private int seen;

    Recoverer(Folder folder, Disk disk) {
        this.folder = folder;
        this.repair = new Repair(folder, disk);
    }

    /** @throws JournalException when a file is of another version; nothing was changed then */
    void recover(ShippedMark mark) throws IOException {
        List<Path> files = folder.segments();
        List<@Nullable SegmentHeader> headers = new ArrayList<>();
        for (Path each : files) {
            headers.add(header(each));
        }
        folder.deleteParts();
        OptionalLong known = mark.read();
        shipped = known.orElse(0);
        // What it covers is about to go.
        mark.force();
        nextBase = upTo(shipped);
        for (int i = files.size() - 1; i >= 0; i--) {
            recover(files.get(i), headers.get(i), i + 1 < files.size() ? files.get(i + 1) : null);
        }
        if (known.isEmpty()) {
            findings.add(new Finding(
                    Kind.SHIPPED_UNKNOWN,
                    mark.file(),
                    0,
                    "The file " + mark.file()
                            + " is damaged: what of the journal was shipped before is shipped again."));
        }
        Collections.reverse(findings);
        Collections.reverse(segments);
        tellMissing();
    }

    private static @Nullable SegmentHeader header(Path file) throws IOException {
        SegmentHeader header;
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            header = SegmentHeader.read(read(channel, SegmentHeader.BYTES, arena));
        }
        if (header != null && header.format() != SegmentHeader.FORMAT) {
            throw new JournalException("The journal file " + file + " is of format " + header.format()
                    + ", and this version of Understudy reads format " + SegmentHeader.FORMAT
                    + ". Start the version that wrote it until it has shipped its journal, or move the file elsewhere:"
                    + " what is in it then stays out of the decision log.");
        }
        return header != null && header.base() == Folder.base(file) ? header : null;
    }

    private void recover(Path file, @Nullable SegmentHeader header, @Nullable Path following) throws IOException {
        long base = Folder.base(file);
        long size = Files.size(file);
        if (base + Math.max(size, Segment.FIRST) <= shipped || following != null && Folder.base(following) <= shipped) {
            Files.delete(file);
            return;
        }
        if (header == null && following == null && size > 0 && isBlank(file)) {
            // It stood ready, and the machine stopped before anything of it came to the disk.
            Files.delete(file);
            return;
        }
        if (header == null) {
            taken(base + size);
            setAside(file, "its header is damaged");
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment image;
            try (FileChannel channel = FileChannel.open(file)) {
                image = read(channel, Math.min(size, header.capacity()), arena);
            } catch (IOException e) {
                taken(header.base() + header.capacity());
                setAside(file, JournalException.reason(e));
                return;
            }
            recover(file, header, image);
        }
    }

    private static boolean isBlank(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next < 0;
        }
    }

    private void recover(Path file, SegmentHeader header, MemorySegment image) throws IOException {
        Frames frames = new Frames(image, header.base(), header.salt());
        long start = Math.max(Segment.FIRST, shipped - header.base());
        SegmentScan scan = SegmentScan.of(frames, start, image.byteSize());
        boolean hurt = !header.isWhole(image);
        if (scan.end() == Segment.FIRST && scan.tornBytes() == 0 && !hurt) {
            Files.delete(file);
            return;
        }
        taken(header.base() + header.capacity());
        boolean last = seen == 0;
        boolean recent = seen <= 1;
        seen++;
        boolean damaged = hurt
                || !last && scan.tornBytes() > 0
                || scan.gaps().stream().anyMatch(gap -> !recent || !gap.unfinished());
        Path original = file;
        if (scan.records() == 0) {
            if (damaged) {
                original = folder.moveAside(file);
            } else {
                Files.delete(file);
            }
        } else {
            original = damaged ? repair.replace(file, header, frames, scan) : repair.inPlace(file, frames, scan);
            segments.add(SegmentFiles.recovered(file, header));
            records += scan.records();
        }
        tell(original, header, scan, last, recent);
        if (hurt) {
            findings.add(damaged(original, 0, "one of the two copies of its header"));
        }
    }

    /** Newest first, as the files are gone through. */
    private void tell(Path file, SegmentHeader header, SegmentScan scan, boolean last, boolean recent) {
        if (scan.tornBytes() > 0) {
            String what = scan.tornBytes() + " bytes at position " + (header.base() + scan.end());
            findings.add(
                    last
                            ? new Finding(
                                    Kind.TORN_TAIL,
                                    file,
                                    scan.tornBytes(),
                                    "The journal file " + file + " ended amid a record: " + what + " were cut.")
                            : damaged(file, scan.tornBytes(), what + " are no record"));
        }
        for (SegmentScan.Gap gap : scan.gaps().reversed()) {
            String what = gap.bytes() + " bytes at position " + (header.base() + gap.from());
            findings.add(
                    recent && gap.unfinished()
                            ? new Finding(
                                    Kind.INTERRUPTED,
                                    file,
                                    gap.bytes(),
                                    "The process ended amid a record of the journal file " + file + ": " + what
                                            + " are left out.")
                            : damaged(file, gap.bytes(), what + " are no record"));
        }
    }

    private static Finding damaged(Path file, long bytes, String what) {
        return new Finding(
                Kind.DAMAGED,
                file,
                bytes,
                "A journal file was damaged: " + what + ". What is whole is shipped; the file as it was is"
                        + " kept as " + file + ".");
    }

    private void setAside(Path file, String why) throws IOException {
        long size = Files.size(file);
        Path aside = folder.moveAside(file);
        findings.add(new Finding(
                Kind.UNREADABLE,
                aside,
                size,
                "Nothing of the journal file " + file + " can be read: " + why + ". It is kept as " + aside + "."));
    }

    /** Segments are laid end to end, but where a file was set aside. */
    private void tellMissing() {
        boolean known = findings.stream().noneMatch(each -> each.kind() == Kind.UNREADABLE);
        for (int i = 1; known && i < segments.size(); i++) {
            long behind = segments.get(i - 1).behind();
            long base = segments.get(i).base();
            if (behind < base) {
                Path file = folder.segment(behind);
                findings.add(new Finding(
                        Kind.MISSING,
                        file,
                        base - behind,
                        "The journal has no file " + file + "; what was in it is not shipped."));
            }
        }
    }

    private void taken(long position) {
        nextBase = Math.max(nextBase, upTo(position));
    }

    private static long upTo(long position) {
        return (position + PAGE - 1) / PAGE * PAGE;
    }

    private static MemorySegment read(FileChannel channel, long most, Arena arena) throws IOException {
        MemorySegment image = arena.allocate(Math.min(most, channel.size()), Long.BYTES);
        ByteBuffer buffer = image.asByteBuffer();
        int count = 0;
        while (buffer.hasRemaining() && count >= 0) {
            count = channel.read(buffer, buffer.position());
        }
        return image;
    }

    /** What waits to be shipped, oldest first. */
    List<Segment> segments() {
        return segments;
    }

    long shipped() {
        return shipped;
    }

    long nextBase() {
        return nextBase;
    }

    Recovery recovery() {
        return new Recovery(records, findings.stream().mapToLong(Finding::bytes).sum(), findings);
    }
}

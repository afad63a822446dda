package dev.understudy.decisionlog.journal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One use of one file: threads reserve a place at its tail, each writes there, and who crosses its end seals it.
 * Thread-safe. The mapping is closed only when nobody can reach it; until then, and even after, access by a thread that
 * comes late ends with an exception and never with the process.
 */
final class Segment {
    static final int FIRST = SegmentHeader.BYTES;

    private final Path file;
    private final Frames frames;
    private final Mapping mapping;
    private final long span;
    private final long limit;
    private final boolean live;
    private final AtomicLong tail;
    private volatile long sealedAt;
    private volatile long begun = FIRST;
    private volatile long forced = FIRST;
    private volatile boolean anchored;
    private volatile @Nullable Throwable spoilt;
    private volatile @Nullable Segment next;

    private Segment(Path file, Frames frames, Mapping mapping, long span, long limit, boolean live) {
        this.file = file;
        this.frames = frames;
        this.mapping = mapping;
        this.span = span;
        this.limit = limit;
        this.live = live;
        this.tail = new AtomicLong(live ? FIRST : limit);
        this.sealedAt = live ? -1 : limit;
    }

    /** A new segment, all zeros behind its header. */
    static Segment fresh(Path file, Frames frames, Mapping mapping) {
        long limit = frames.memory().byteSize();
        return new Segment(file, frames, mapping, limit, limit, true);
    }

    /** A segment of an earlier process: as long as what is whole in it, and on the disk. */
    static Segment recovered(Path file, Frames frames, Arena arena, long span) {
        Segment segment = new Segment(
                file, frames, Mapping.readOnly(arena), span, frames.memory().byteSize(), false);
        segment.anchored = true;
        segment.begun = segment.limit;
        segment.forced = segment.limit;
        return segment;
    }

    /** What comes before a journal's first segment is there: it takes no record. */
    static Segment none(Path folder, long base) {
        return new Segment(
                folder, new Frames(MemorySegment.NULL, base, 0), Mapping.readOnly(Arena.global()), 0, 0, false);
    }

    /** An offset for a frame of that size; -1 when the segment has no room, and is sealed. */
    long reserve(long size) {
        if (tail.get() >= limit) {
            return -1;
        }
        long at = tail.getAndAdd(size);
        if (at + size <= limit) {
            return at;
        }
        if (at <= limit) {
            close(at);
        }
        return -1;
    }

    /** Takes no more records; what was reserved before may still be written. */
    void seal() {
        if (tail.get() <= limit) {
            long at = tail.getAndAdd(limit + 1);
            if (at <= limit) {
                close(at);
            }
        }
    }

    /** Called once, by who crossed the end. */
    private void close(long at) {
        try {
            if (at < limit) {
                frames.end(at);
            }
        } finally {
            // Others wait for it, also when the file is gone.
            sealedAt = at;
        }
    }

    /** Behind the last record, as far as it was reserved. */
    long used() {
        long reserved = tail.get();
        while (reserved > limit && sealedAt < 0) {
            // Who crossed the end is about to say where that is; until then there is no answer that stays true.
            Thread.onSpinWait();
        }
        long sealed = sealedAt;
        return sealed >= 0 ? sealed : reserved;
    }

    /** Behind the records that are whole, without a gap, from an offset that has been found so before. */
    long committed(long from) {
        long offset = from;
        while (offset < limit) {
            Frames.Kind kind = frames.at(offset, limit);
            if (kind != Frames.Kind.RECORD && kind != Frames.Kind.PAD) {
                return offset;
            }
            offset += frames.sizeAt(offset);
        }
        return offset;
    }

    /** Whether its file can be used anew under another name: a recovered one is cut, and only read. */
    boolean isReusable() {
        return live && spoilt == null;
    }

    /** The bytes up to this offset are on the disk. */
    long forced() {
        return forced;
    }

    /** The bytes up to this offset are on the disk, or a force that brings them there is under way. */
    long begun() {
        return begun;
    }

    void begin(long offset) {
        begun = offset;
    }

    void forcedTo(long offset) {
        forced = offset;
    }

    /** Whether its header and its name are on the disk. */
    boolean isAnchored() {
        return anchored;
    }

    void anchored() {
        anchored = true;
    }

    /** Why the disk lost something of it; null when it did not. */
    @Nullable
    Throwable spoilt() {
        return spoilt;
    }

    void spoil(Throwable cause) {
        spoilt = cause;
    }

    @Nullable
    Segment next() {
        return next;
    }

    void link(Segment following) {
        next = following;
    }

    Path file() {
        return file;
    }

    Frames frames() {
        return frames;
    }

    Mapping mapping() {
        return mapping;
    }

    /** The file as one of the threads that force it sees it. */
    MemorySegment view(int thread) {
        return mapping.views().get(thread);
    }

    long base() {
        return frames.base();
    }

    /** The position where the next segment starts. */
    long behind() {
        return base() + span;
    }

    long limit() {
        return limit;
    }

    /** Lets go of the mapping. */
    void unmap() {
        if (span > 0) {
            mapping.arena().close();
        }
    }
}

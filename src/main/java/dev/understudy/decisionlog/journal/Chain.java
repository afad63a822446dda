package dev.understudy.decisionlog.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The segments from the oldest that is not shipped to the one that is prepared, each linked to the next. Thread-safe.
 */
final class Chain {
    /** Fair, or who forces without a pause would never let anybody else in. */
    private final ReentrantReadWriteLock keep = new ReentrantReadWriteLock(true);

    private final AtomicReference<Segment> active;
    private volatile Segment first;
    private volatile long shipped;
    private volatile @Nullable String broken;

    /** @param segments at least one; the last takes the next record */
    Chain(List<Segment> segments, long shipped) {
        for (int i = 1; i < segments.size(); i++) {
            segments.get(i - 1).link(segments.get(i));
        }
        this.first = segments.getFirst();
        this.active = new AtomicReference<>(segments.getLast());
        this.shipped = shipped;
    }

    /** Who forces segments holds it to read, who lets go of them to write. */
    ReentrantReadWriteLock keep() {
        return keep;
    }

    Segment active() {
        return Objects.requireNonNull(active.get());
    }

    Segment first() {
        return first;
    }

    /** Makes the next segment the active one, unless another thread has; whether it was this one. */
    boolean advance(Segment from, Segment to) {
        return active.compareAndSet(from, to);
    }

    /** Whether no segment stands ready. */
    boolean wantsNext() {
        return active().next() == null;
    }

    long shipped() {
        return shipped;
    }

    void shipped(long position) {
        shipped = position;
    }

    /** The segment that a record lies in which starts at this position, or the nearest one. */
    Segment startingAt(long position) {
        Segment segment = first;
        for (Segment next = segment.next(); next != null && position >= next.base(); next = segment.next()) {
            segment = next;
        }
        return segment;
    }

    /** The segment that a record lies in which ends at this position. */
    Segment endingAt(long position) {
        Segment segment = active();
        if (position > segment.base()) {
            return segment;
        }
        segment = first;
        for (Segment next = segment.next(); next != null && position > next.base(); next = segment.next()) {
            segment = next;
        }
        return segment;
    }

    long firstPosition() {
        return Math.max(shipped, first.base() + Segment.FIRST);
    }

    long endPosition() {
        Segment last = active();
        return last.base() + Math.max(Segment.FIRST, last.used());
    }

    /** What the files take on the disk, with the prepared one. */
    long heldBytes() {
        return segments().stream().mapToLong(Segment::limit).sum();
    }

    /** Bytes of records that were not shipped. */
    long unshippedBytes() {
        Segment oldest;
        long bytes;
        do {
            oldest = first;
            long from = shipped;
            bytes = segments().stream()
                    .mapToLong(each -> Math.max(0, each.used() - Math.max(Segment.FIRST, from - each.base())))
                    .sum();
        } while (oldest != first);
        return bytes;
    }

    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (Segment each = first; each != null; each = each.next()) {
            segments.add(each);
        }
        return segments;
    }

    /** Whether a segment goes once that position is shipped; {@link #keep} is held. */
    boolean letsGo(long position) {
        Segment next = first.next();
        return first != active() && next != null && position >= next.base();
    }

    /** Takes off what was shipped whole; {@link #keep} is held. */
    List<Segment> letGo() {
        List<Segment> gone = new ArrayList<>();
        Segment next = first.next();
        while (first != active() && next != null && shipped >= next.base()) {
            gone.add(first);
            first = next;
            next = next.next();
        }
        return gone;
    }

    /** Seals whatever segment is active, however fast others move on. */
    void seal() {
        Segment sealed;
        do {
            sealed = active();
            sealed.seal();
        } while (sealed != active());
    }

    /** The memory below the journal failed: nothing more is taken until it is opened anew. */
    void breakWith(String why) {
        broken = why;
        seal();
    }

    /** Why nothing more is taken; null while all is well. */
    @Nullable
    String broken() {
        return broken;
    }
}

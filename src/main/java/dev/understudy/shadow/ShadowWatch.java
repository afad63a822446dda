package dev.understudy.shadow;

import dev.understudy.replay.compare.LiveComparer;
import dev.understudy.replay.compare.LiveComparer.Seen;
import dev.understudy.replay.compare.LiveDecision;
import dev.understudy.replay.compare.Tally;
import dev.understudy.rollout.shadow.Sample;
import dev.understudy.rollout.shadow.ShadowTap;
import dev.understudy.thread.ProcessorPace;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One shadow on this node: one thread decides for it, another writes down what was found. Holds the rules. */
final class ShadowWatch {
    private static final int PART = 32;
    private static final long LONGEST_PART_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ShadowRow row;
    private final ShadowTap tap;
    private final LiveComparer comparer;
    private final Tally total = new Tally();
    private final Map<Seen, Long> counts = new EnumMap<>(Seen.class);
    private @Nullable ShadowFigures written;

    ShadowWatch(ShadowRow row, LiveComparer comparer) {
        this.row = row;
        this.comparer = comparer;
        this.tap = new ShadowTap(
                row.sides().baselineTree(),
                row.draws().key(),
                row.draws().unitKind(),
                row.draws().share());
    }

    /**
     * What is new.
     *
     * @param figures since this node watches
     * @param before those that were taken last; null for none
     * @param report what was found, as it is kept
     */
    record News(ShadowFigures figures, @Nullable ShadowFigures before, String report) {}

    ShadowRow row() {
        return row;
    }

    ShadowTap tap() {
        return tap;
    }

    /** Decides some of what waits; false when nothing does. Called by one thread. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // A thread that gives way does so at the end of its slice, milliseconds late.
    boolean work(ProcessorPace pace) {
        Tally part = new Tally();
        Map<Seen, Long> seen = new EnumMap<>(Seen.class);
        long end = System.nanoTime() + LONGEST_PART_NANOS;
        int done = 0;
        while (done < PART && System.nanoTime() - end < 0) {
            Sample next = tap.poll();
            if (next == null) {
                break;
            }
            pace.run(() -> seen.merge(comparer.compare(live(next), part), 1L, Long::sum));
            Thread.yield();
            done++;
        }
        if (done > 0) {
            add(part, seen);
        }
        return done > 0;
    }

    private static LiveDecision live(Sample sample) {
        return new LiveDecision(new UUID(sample.idHigh(), sample.idLow()), sample.body(), sample.decision());
    }

    private synchronized void add(Tally part, Map<Seen, Long> seen) {
        total.add(part);
        seen.forEach((each, number) -> counts.merge(each, number, Long::sum));
    }

    /** What is new since {@link #written}; null when nothing is. */
    synchronized @Nullable News news() {
        ShadowTap.Passed passed = tap.passed();
        ShadowFigures now = new ShadowFigures(
                passed.seen(),
                passed.withoutUnit(),
                passed.drawn(),
                passed.dropped(),
                counts.getOrDefault(Seen.SAME, 0L),
                counts.getOrDefault(Seen.CHANGED, 0L),
                counts.getOrDefault(Seen.FAILED, 0L),
                counts.getOrDefault(Seen.LATE, 0L));
        return now.equals(written) ? null : new News(now, written, Found.write(total.report()));
    }

    /** That was written down. */
    synchronized void written(News news) {
        written = news.figures();
    }
}

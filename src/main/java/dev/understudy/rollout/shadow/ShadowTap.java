package dev.understudy.rollout.shadow;

import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.TreeId;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions of one baseline branch off to one candidate on this node. Whoever decides never waits here and wakes
 * nobody: what there is no room for is dropped, and counted. Thread-safe without locks, since the thread that takes
 * gives way to all others, and must not hold one while it does.
 */
public final class ShadowTap {
    static final int MOST_WAITING = 1_000;
    static final long MOST_BYTES = 4 << 20;

    private final TreeId baseline;
    private final Draw draw;
    private final Exposure share;
    private final Queue<Sample> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder seen = new LongAdder();
    private final LongAdder withoutUnit = new LongAdder();
    private final LongAdder drawn = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /**
     * What decisions came by, since it was made.
     *
     * @param seen all of the baseline
     * @param withoutUnit those without a unit, which are never drawn
     * @param drawn those that are to be shadowed
     * @param dropped those of the drawn that there was no room for
     */
    public record Passed(long seen, long withoutUnit, long drawn, long dropped) {}

    /**
     * A tap.
     *
     * @param baseline the tree of the rules whose decisions are wanted
     * @param key draws units
     * @param unitKind the ruleset's routing key
     * @param share how many of the units are wanted
     */
    public ShadowTap(TreeId baseline, RolloutKey key, String unitKind, Exposure share) {
        this.baseline = baseline;
        this.draw = key.draw(Draw.SHADOW_SAMPLE, unitKind);
        this.share = share;
    }

    /**
     * Whether a decision is to be {@linkplain #add added}; counts it.
     *
     * @param by the tree of the rules that decided
     * @param unit the value of the routing key; null when the facts have none
     */
    public boolean wants(TreeId by, @Nullable String unit) {
        if (!baseline.equals(by)) {
            return false;
        }
        seen.increment();
        Unit known = Unit.of(unit);
        if (known == null) {
            withoutUnit.increment();
            return false;
        }
        if (!share.equals(Exposure.ALL) && !Draw.isIn(draw.point(known), share)) {
            return false;
        }
        drawn.increment();
        if (number.get() >= MOST_WAITING || bytes.get() >= MOST_BYTES) {
            dropped.increment();
            return false;
        }
        return true;
    }

    /** Adds a decision that it {@linkplain #wants}. */
    public void add(Sample sample) {
        number.incrementAndGet();
        bytes.addAndGet(sample.weight());
        waiting.add(sample);
    }

    /** The next that waits; null when none does. */
    public @Nullable Sample poll() {
        Sample next = waiting.poll();
        if (next != null) {
            number.decrementAndGet();
            bytes.addAndGet(-next.weight());
        }
        return next;
    }

    /** Drops what waits: nobody takes it any more. */
    public void drain() {
        while (poll() != null) {
            dropped.increment();
        }
    }

    /** What came by. */
    public Passed passed() {
        return new Passed(seen.sum(), withoutUnit.sum(), drawn.sum(), dropped.sum());
    }
}

package dev.understudy.rollout;

import dev.understudy.rollout.StageView.Side;
import dev.understudy.rollout.guardrail.SeenUnits;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What decisions of this node have shown of one rollout. New facts wait here until they are written down; there are no
 * more of them than units fit into bounded sets. Thread-safe; outlasts the stages of its rollout.
 */
public final class Observations {
    private static final int MOST_DRAWN = 100_000;
    private static final int MOST_OF_A_STAGE = 1 << 20;
    private static final int MOST_BAD = 50_000;

    private final Queue<Observation> waiting = new ConcurrentLinkedQueue<>();
    private final SeenUnits drawn = new SeenUnits(MOST_DRAWN);
    private final Map<Harm, SeenUnits> bad = new EnumMap<>(Harm.class);
    private final LongAdder withoutUnit = new LongAdder();
    private final LongAdder onCandidate = new LongAdder();
    private final LongAdder onBaseline = new LongAdder();
    private final Runnable alarm;
    private volatile boolean drawnIsFull;
    private volatile StageUnits stage = new StageUnits(0, new SeenUnits(MOST_OF_A_STAGE));
    private volatile @Nullable String trip;

    private record StageUnits(int stage, SeenUnits seen) {}

    /** @param alarm called when something went wrong, by the thread that decides; has to return at once */
    public Observations(Runnable alarm) {
        this.alarm = alarm;
        for (Harm each : Harm.values()) {
            bad.put(each, new SeenUnits(MOST_BAD));
        }
    }

    /** Another stage begins to count its units. */
    public synchronized void stage(int number) {
        if (stage.stage() != number) {
            stage = new StageUnits(number, new SeenUnits(MOST_OF_A_STAGE));
        }
    }

    /** A call was decided on its side; who is held out was never drawn, and is not counted. */
    public void decided(Side side) {
        boolean candidate = side.assignment().candidate();
        (candidate ? onCandidate : onBaseline).increment();
        if (side.assignment().isHeldOut()) {
            return;
        }
        if (!drawnIsFull) {
            if (drawn.add(side.unitBits())) {
                add(Observation.Kind.DRAWN, side);
            } else {
                drawnIsFull = drawn.isFull();
            }
        }
        if (candidate && stage.seen().add(side.unitBits())) {
            add(Observation.Kind.STAGE, side);
        }
    }

    /** Something went wrong in a decision. */
    public void bad(Harm harm, Side side) {
        SeenUnits seen = bad.get(harm);
        if (!side.assignment().isHeldOut() && seen != null && seen.add(side.unitBits())) {
            add(Observation.Kind.valueOf(harm.name()), side);
            alarm.run();
        }
    }

    private void add(Observation.Kind kind, Side side) {
        waiting.add(new Observation(
                kind,
                stage.stage(),
                side.unitBits(),
                side.assignment().candidate(),
                side.assignment().exposure().ppm()));
    }

    /** The candidate failed on facts which the baseline decides; {@code how} is one sentence without facts. */
    public void tripped(String how) {
        if (trip == null) {
            trip = how;
            alarm.run();
        }
    }

    /** How the candidate failed on facts which the baseline decides; null when it did not. */
    public @Nullable String trip() {
        return trip;
    }

    /** A call had no unit, so that the baseline decided undrawn. */
    public void withoutUnit() {
        withoutUnit.increment();
    }

    /** How many calls had no unit, since they were taken last. */
    public long takeWithoutUnit() {
        return withoutUnit.sumThenReset();
    }

    /** How many decisions the candidate made, since they were taken last. */
    public long takeOnCandidate() {
        return onCandidate.sumThenReset();
    }

    /** How many decisions the baseline made for units that were drawn, since they were taken last. */
    public long takeOnBaseline() {
        return onBaseline.sumThenReset();
    }

    /** Takes what waits, at most so many. */
    public List<Observation> take(int most) {
        List<Observation> taken = new ArrayList<>();
        for (Observation next = waiting.poll(); next != null; next = waiting.poll()) {
            taken.add(next);
            if (taken.size() == most) {
                break;
            }
        }
        return taken;
    }

    /** Gives back what could not be written down. */
    public void giveBack(List<Observation> taken) {
        waiting.addAll(taken);
    }
}

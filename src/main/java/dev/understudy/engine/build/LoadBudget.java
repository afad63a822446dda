package dev.understudy.engine.build;

import dev.understudy.sandbox.Meter;
import java.time.Duration;

/** What the code of rules may use up while they are loaded: constants, and the initial values of enums. */
public final class LoadBudget {
    private static final long STEPS = 5_000_000;
    private static final long ALLOCATION_BYTES = 256L << 20;
    private static final Duration TIME = Duration.ofSeconds(10);

    private final Meter meter;

    private LoadBudget(Meter meter) {
        this.meter = meter;
    }

    /** Counts on this thread from here on. */
    public static LoadBudget begin() {
        return new LoadBudget(Meter.arm(STEPS, ALLOCATION_BYTES, System.nanoTime() + TIME.toNanos()));
    }

    /** Counts no more. */
    public void end() {
        meter.disarm();
    }
}

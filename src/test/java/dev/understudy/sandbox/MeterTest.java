package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long FAR = TimeUnit.HOURS.toNanos(1);

    private static Meter arm(long steps, long bytes) {
        return Meter.arm(steps, bytes, System.nanoTime() + FAR);
    }

    @AfterEach
    void disarm() {
        arm(1, 1).disarm();
    }

    @Test
    void stepsAreCountedToTheLast() {
        Meter meter = arm(5_000, 1 << 20);
        for (int i = 0; i < 5_000; i++) {
            Meter.step();
        }
        assertThat(meter.steps()).isEqualTo(5_000);
        assertStopped(Budget.STEPS, Meter::step);
    }

    @Test
    void manyStepsAtOnceCountAsSoMany() {
        Meter meter = arm(5_000, 1 << 20);
        Meter.steps(4_000);
        Meter.step();
        assertThat(meter.steps()).isEqualTo(4_001);
        assertStopped(Budget.STEPS, () -> Meter.steps(1_000));
    }

    @Test
    void whatWasStoppedStaysStopped() {
        Meter meter = arm(10, 1 << 20);
        assertStopped(Budget.STEPS, () -> Meter.steps(11));
        Stopped first = meter.stopped();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(Meter::step).isSameAs(first);
            assertThatThrownBy(Meter::enter).isSameAs(first);
        }
    }

    @Test
    void aDeadlineEndsWhatGoesOn() {
        Meter.arm(Long.MAX_VALUE, 1 << 20, System.nanoTime() - 1);
        assertStopped(Budget.TIME, () -> {
            while (true) {
                Meter.step();
            }
        });
    }

    @Test
    void largeArraysAreRefusedBeforeTheyAreMade() {
        arm(1_000_000, 1 << 20);
        assertThatCode(() -> Meter.array(100_000, 8)).doesNotThrowAnyException();
        assertStopped(Budget.ALLOCATION, () -> Meter.array(Integer.MAX_VALUE, 8));
    }

    @Test
    void arraysOfArraysAreWeighedWhole() {
        arm(1_000_000, 1 << 20);
        assertStopped(Budget.ALLOCATION, () -> Meter.arrays(1_000, 1_000));
    }

    @Test
    void negativeLengthsAreLeftToTheMachine() {
        arm(1_000, 1 << 20);
        assertThat(Meter.array(-1, 8)).isEqualTo(-1);
        assertThatCode(() -> Meter.arrays(-5, Integer.MIN_VALUE)).doesNotThrowAnyException();
    }

    @Test
    void smallAllocationsAreSeenAtTheNextLook() {
        arm(Long.MAX_VALUE, 1 << 20);
        Object[] kept = new Object[1];
        assertStopped(Budget.ALLOCATION, () -> {
            while (true) {
                kept[0] = new byte[64];
                Meter.step();
            }
        });
        assertThat(kept[0]).isNotNull();
    }

    @Test
    void depthIsCountedUpAndDown() {
        arm(10_000, 1 << 20);
        for (int i = 0; i < 1_000; i++) {
            Meter.enter();
            Meter.exit();
        }
        assertStopped(Budget.DEPTH, () -> {
            while (true) {
                Meter.enter();
            }
        });
    }

    @Test
    void rulesCannotRunOutsideOfADecision() {
        arm(10, 10).disarm();
        assertThatThrownBy(Meter::step).isInstanceOf(Stopped.class).hasMessageContaining("outside of a decision");
        assertThatThrownBy(() -> Meter.steps(5)).isInstanceOf(Stopped.class);
        assertThatCode(Meter::engineStep).doesNotThrowAnyException();
    }

    @Test
    void finallyIsNoWayOut() {
        arm(10, 1 << 20);
        Stopped stopped = new Stopped(Budget.STEPS, "");
        assertThatThrownBy(() -> Meter.caught(stopped)).isSameAs(stopped);
        assertThatThrownBy(() -> Meter.caught(new StackOverflowError())).isInstanceOf(StackOverflowError.class);
        assertThatCode(() -> Meter.caught(new IllegalStateException())).doesNotThrowAnyException();
    }

    private static void assertStopped(Budget budget, ThrowingCallable code) {
        assertThatThrownBy(code)
                .isInstanceOfSatisfying(
                        Stopped.class, stopped -> assertThat(stopped.budget()).isEqualTo(budget));
    }
}

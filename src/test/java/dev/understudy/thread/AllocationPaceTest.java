package dev.understudy.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A thousand bytes a second, ten thousand at once, by a clock that moves when somebody waits. */
class AllocationPaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = Long.MAX_VALUE - SECOND;
    private final List<Long> waits = new ArrayList<>();
    private final AllocationPace pace = new AllocationPace(1_000, 10_000, () -> now, nanos -> {
        waits.add(nanos);
        now += nanos;
    });

    @Test
    void aBurstIsFree() {
        pace.allocated(4_000);
        pace.allocated(6_000);
        assertThat(waits).isEmpty();
    }

    @Test
    void whatComesAfterTheBurstTakesItsTime() {
        pace.allocated(10_000);
        pace.allocated(500);
        pace.allocated(2_000);
        assertThat(waits).containsExactly(SECOND / 2, 2 * SECOND);
    }

    @Test
    void quietTimeEarnsNoMoreThanTheBurst() {
        pace.allocated(10_000);
        now += 3_600 * SECOND;
        pace.allocated(10_000);
        assertThat(waits).isEmpty();
        pace.allocated(1_000);
        assertThat(waits).containsExactly(SECOND);
    }

    @Test
    void aThreadThatIsToStopDoesNotWait() {
        Thread.currentThread().interrupt();
        pace.allocated(50_000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(waits).isEmpty();
    }

    @Test
    void whatTheThreadItselfAllocatedCounts() {
        byte[][] kept = new byte[1][];
        pace.run(() -> kept[0] = new byte[100_000]);
        assertThat(kept[0]).hasSize(100_000);
        assertThat(waits)
                .hasSize(1)
                .first()
                .satisfies(nanos -> assertThat(nanos).isGreaterThan(90 * SECOND));
    }
}

package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** Never shortens a pause. */
    private static final RandomGenerator STILL = () -> 0L;

    private static Optional<Duration> pause(int attempts, Duration passed, @Nullable Duration asked) {
        Instant now = START.plus(passed);
        return Backoff.next(attempts, START, now, asked, STILL).map(next -> Duration.between(now, next));
    }

    @Test
    void pausesGrowFourfoldToSixHours() {
        List<Long> seconds = new ArrayList<>();
        for (int attempts = 1; attempts <= 9; attempts++) {
            seconds.add(pause(attempts, Duration.ZERO, null).orElseThrow().toSeconds());
        }
        assertThat(seconds).containsExactly(5L, 20L, 80L, 320L, 1_280L, 5_120L, 20_480L, 21_600L, 21_600L);
        assertThat(pause(1_000_000, Duration.ZERO, null)).contains(Backoff.LONGEST);
    }

    @Test
    void theLastTryIsThreeDaysAfterTheFirst() {
        assertThat(pause(12, Duration.ofHours(70), null)).contains(Duration.ofHours(2));
        assertThat(pause(13, Duration.ofDays(3), null)).isEmpty();
        assertThat(pause(13, Duration.ofDays(4), null)).isEmpty();
        Instant now = START;
        int attempts = 0;
        Optional<Instant> next = Optional.of(START);
        while (next.isPresent()) {
            now = next.get();
            next = Backoff.next(++attempts, START, now, null, new Random(attempts));
        }
        assertThat(now).isEqualTo(START.plus(Backoff.GIVEN_UP_AFTER));
        assertThat(attempts).isBetween(18, 24);
    }

    @Test
    void whatTheReceiverAsksForIsTheLeast() {
        assertThat(pause(1, Duration.ZERO, Duration.ofMinutes(10))).contains(Duration.ofMinutes(10));
        assertThat(pause(6, Duration.ZERO, Duration.ofSeconds(1))).contains(Duration.ofSeconds(5_120));
        assertThat(pause(1, Duration.ZERO, Duration.ofDays(9))).contains(Backoff.LONGEST);
    }

    @Test
    void chanceShortensAPauseByAFifthAtMost() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Instant next = Backoff.next(3, START, START, null, random).orElseThrow();
            assertThat(Duration.between(START, next)).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(80));
        }
    }
}

package dev.understudy.decision;

import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of the latency histogram: where decisions are, and where they should not be. */
final class Buckets {
    static final Duration[] DECISIONS = LongStream.of(
                    20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private Buckets() {}
}

package dev.understudy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Answer NOTHING_OWED = new Answer.Decided("main at 1", List.of(), List.of());

    @Test
    void percentilesAreOfTheTimesSeenInAnyOrder() {
        Tally tally = new Tally(100);
        LongStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(nanos -> tally.count(NOTHING_OWED, nanos));
        assertThat(tally.percentileNanos(50)).isEqualTo(50);
        assertThat(tally.percentileNanos(99)).isEqualTo(99);
    }

    @Test
    void onlyDecisionsAreTimed() {
        Tally tally = new Tally(2);
        tally.count(new Answer.Refused(500, "Internal error"), 900);
        assertThat(tally.percentileNanos(99)).isZero();
        tally.count(NOTHING_OWED, 5);
        assertThat(tally.percentileNanos(50)).isEqualTo(5);
        assertThat(tally.decided()).isOne();
        assertThat(tally.counted()).isEqualTo(2);
    }

    @Test
    void whatOneFlightIsOfferedIsCountedByKind() {
        Tally tally = new Tally(2);
        tally.count(new Answer.Decided("main at 1", List.of("400 EUR"), List.of("meals", "calls")), 1);
        tally.count(new Answer.Decided("main at 2", List.of(), List.of("meals")), 1);
        assertThat(tally.compensation()).containsOnlyKeys("400 EUR", "none");
        assertThat(tally.care())
                .containsEntry("meals", 2)
                .containsEntry("calls", 1)
                .doesNotContainKey("none");
        assertThat(tally.decidedBy()).containsOnlyKeys("main at 1", "main at 2");
    }
}

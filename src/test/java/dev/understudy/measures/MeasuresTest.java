package dev.understudy.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.measures.Measures.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Window WINDOW = new Window(FROM, FROM.plus(Duration.ofDays(10)));

    private static @Nullable Instant hour(@Nullable Integer hours) {
        return hours == null ? null : FROM.plus(Duration.ofHours(hours));
    }

    private static LiveChange change(
            @Nullable Integer written,
            int exposed,
            @Nullable Integer live,
            @Nullable Integer harm,
            @Nullable Integer failed) {
        return new LiveChange(
                "r", hour(written), FROM.plus(Duration.ofHours(exposed)), hour(live), hour(harm), hour(failed));
    }

    @Test
    void aSmallHistoryIsAsByHand() {
        Measures measures = Measures.of(
                List.of(
                        // Lead times of 10, 20 and 40 h; the second was reverted, 6 h after the first sign.
                        change(-4, 5, 6, null, null),
                        change(0, 10, 20, 24, 30),
                        change(20, 50, 60, null, null),
                        // Rolled back 3 h after it began, and nobody had seen harm before.
                        change(null, 70, null, null, 73),
                        // Before and behind the window.
                        change(-100, -50, -40, null, null),
                        change(200, 250, 260, null, null),
                        // Live before, and reverted in it: 40 h from the first exposure.
                        change(-100, -10, -5, 31, 30)),
                WINDOW);
        assertThat(measures.leadTime()).isEqualTo(new Measures.Times(3, 20 * 3_600.0, 36 * 3_600.0));
        assertThat(measures.frequency()).isEqualTo(new Measures.Frequency(3, 0.3));
        assertThat(measures.changeFailure()).isEqualTo(new Measures.Failures(4, 2, 0.5));
        assertThat(measures.timeToRestore().count()).isEqualTo(3);
        assertThat(measures.timeToRestore().medianSeconds()).isEqualTo(6 * 3_600.0);
        assertThat(measures.timeToRestore().p90Seconds()).isCloseTo((6 + 0.8 * 34) * 3_600.0, within(1e-6));
    }

    @Test
    void withoutDataThereIsNoFigure() {
        Measures measures = Measures.of(List.of(), WINDOW);
        assertThat(measures.leadTime()).isEqualTo(new Measures.Times(0, null, null));
        assertThat(measures.frequency()).isEqualTo(new Measures.Frequency(0, null));
        assertThat(measures.changeFailure()).isEqualTo(new Measures.Failures(0, 0, null));
        assertThat(measures.timeToRestore()).isEqualTo(new Measures.Times(0, null, null));
    }

    @Test
    void aWindowHasItsBeginningAndNotItsEnd() {
        assertThat(Measures.of(List.of(change(null, 0, 0, null, null), change(null, 240, 240, null, null)), WINDOW)
                        .frequency()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aClockThatIsFastMakesNoTimeLessThanNothing() {
        assertThat(Measures.of(List.of(change(9, 5, 6, null, null)), WINDOW).leadTime())
                .isEqualTo(new Measures.Times(1, 0.0, 0.0));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 2.5", "0.9, 3.7", "1, 4"})
    void betweenTwoValuesItIsInProportion(double share, double expected) {
        assertThat(Measures.quantile(List.of(4.0, 1.0, 3.0, 2.0), share)).isEqualTo(expected);
    }
}

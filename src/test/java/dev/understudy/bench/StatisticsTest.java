package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleValue() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(3);
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        List<Double> values =
                DoubleStream.iterate(1, v -> v <= 20, v -> v + 1).boxed().toList();
        assertThat(Statistics.percentile(values, 95)).isEqualTo(19);
        assertThat(Statistics.percentile(values, 100)).isEqualTo(20);
        assertThat(Statistics.percentile(values, 0)).isEqualTo(1);
        assertThat(Statistics.percentile(List.of(7.0), 95)).isEqualTo(7);
    }

    @Test
    void noValuesHaveNoMedian() {
        assertThatThrownBy(() -> Statistics.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

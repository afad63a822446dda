package dev.understudy.review.difference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {
    private static String moved(int... former) {
        return Order.moved(former).toString();
    }

    @Test
    void asFewAsPossibleMoved() {
        assertThat(moved()).isEqualTo("{}");
        assertThat(moved(0, 1, 2, 5, 9)).isEqualTo("{}");
        assertThat(moved(4, 0, 1, 2, 3)).isEqualTo("{0}");
        assertThat(moved(1, 2, 3, 4, 0)).isEqualTo("{4}");
        assertThat(Order.moved(new int[] {3, 2, 1, 0}).cardinality()).isEqualTo(3);
    }
}

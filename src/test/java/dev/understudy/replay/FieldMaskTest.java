package dev.understudy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldMaskTest {
    private final FieldMask mask = new FieldMask(List.of("Flight.passengerName", "Care.hotel"));

    @Test
    void hidesTheFieldsWhereverTheyStand() {
        assertThat(mask.masked("{\"Flight\":[{\"passengerName\":\"Ada\",\"delay\":3}],\"Care\":{\"hotel\":{\"a\":1}},"
                                + "\"Deep\":{\"list\":[[{\"passengerName\":[\"Ada\"]}]]}}")
                        .toString())
                .isEqualTo("{\"Flight\":[{\"passengerName\":\"•••\",\"delay\":3}],\"Care\":{\"hotel\":\"•••\"},"
                        + "\"Deep\":{\"list\":[[{\"passengerName\":\"•••\"}]]}}");
    }

    @Test
    void leavesTheRestWithItsDigits() {
        assertThat(mask.masked("{\"Compensation\":[{\"amount\":250.00,\"big\":12345678901234567890}],\"Care\":[]}")
                        .toString())
                .isEqualTo("{\"Compensation\":[{\"amount\":250.00,\"big\":12345678901234567890}],\"Care\":[]}");
    }

    @Test
    void whatIsNotThereNeedsNoMask() {
        assertThat(mask.masked("{\"Flight\":{\"passengerName\":null}}").toString())
                .isEqualTo("{\"Flight\":{\"passengerName\":null}}");
    }
}

package dev.understudy.decisionlog.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptDayTest {
    private static final KeptDay DAY = new KeptDay(400, LocalDate.of(2026, 1, 23));

    @Test
    void theDayIsThatOfUtc() {
        assertThat(KeptDay.on(400, Instant.parse("2026-01-22T23:59:59.999Z")).day())
                .isEqualTo("2026-01-22");
        assertThat(KeptDay.on(400, Instant.parse("2026-01-23T00:00:00Z"))).isEqualTo(DAY);
    }

    @Test
    void theNameOfItsTableTellsAllOfIt() {
        assertThat(DAY.table()).isEqualTo("decision_keep_400_20260123");
        assertThat(KeptDay.ofTable(DAY.table())).contains(DAY);
        assertThat(KeptDay.ofTable(DAY.table() + "_2")).contains(DAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decision",
                "decision_keep_400",
                "decision_keep_400_20260230",
                "decision_keep_400_20261301",
                "decision_keep_99999999999_20260123",
                "decision_keep_400_20260123x"
            })
    void otherTablesAreNone(String table) {
        assertThat(KeptDay.ofTable(table)).isEmpty();
    }

    @Test
    void itIsPastWhenItsLastDecisionIs() {
        KeptDay day = new KeptDay(1, LocalDate.of(2026, 1, 23));

        assertThat(day.isPast(Instant.parse("2026-01-24T23:59:59.999Z"))).isFalse();
        assertThat(day.isPast(Instant.parse("2026-01-25T00:00:00Z"))).isTrue();
        assertThat(new KeptDay(Integer.MAX_VALUE, day.day()).isPast(Instant.parse("2199-01-01T00:00:00Z")))
                .isFalse();
    }
}

package dev.understudy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    @Test
    void aCommandMayHoldBlanksAndBrackets() {
        String stat = "4711 (ja va) S 1) S 1 4711 4711 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 30 0 999 0 0";
        assertThat(ProcessFigures.cpuSeconds(stat)).isEqualTo(3.0);
    }

    @Test
    void whatIsNoStatIsRefused() {
        assertThatThrownBy(() -> ProcessFigures.cpuSeconds("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProcessFigures.cpuSeconds("1 (java) S 1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFieldIsFoundByItsWholeName() {
        assertThat(ProcessFigures.field(Stream.of("VmRSSx:\t1 kB", "VmRSS:\t   2048 kB"), "VmRSS"))
                .hasValue(2 << 20);
        assertThat(ProcessFigures.field(Stream.of("Name:\tjava"), "VmRSS")).isEmpty();
    }

    @Test
    void aProcessThatIsGoneTellsNothing() {
        assertThat(ProcessFigures.cpuSeconds(-1)).isEmpty();
        assertThat(ProcessFigures.memory(-1, "VmRSS")).isEmpty();
    }
}

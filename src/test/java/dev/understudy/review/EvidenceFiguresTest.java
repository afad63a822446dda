package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted on of evidence, and when two of it say the same. */
class EvidenceFiguresTest {
    private static final BlastRadius.Transition UP = new BlastRadius.Transition("250", "300");

    private static EvidenceFigures figures(Map<String, ImpactFigures> impacts) {
        return new EvidenceFigures(List.of("dose"), false, List.of(UP), impacts);
    }

    private static EvidenceFigures figures(String sample, long counted, long changed, String digest) {
        return figures(Map.of("dose", new ImpactFigures(sample, counted, changed, digest)));
    }

    @Test
    void theSameDecisionsThatChangeInTheSameWayAreTheSame() {
        EvidenceFigures then = figures("s", 5_000, 312, "d");
        assertThat(figures("s", 5_000, 312, "d").otherwiseThan(then)).isEmpty();
        assertThat(figures("s", 5_000, 340, "e").otherwiseThan(then))
                .contains("The impact on dose was 312 of 5000 decisions, and is 340 of 5000.");
        assertThat(figures("s", 5_000, 312, "e").otherwiseThan(then).orElse(""))
                .endsWith("and is 312 of 5000, others or in another way.");
        assertThat(figures("t", 5_000, 312, "d").otherwiseThan(then))
                .contains("The impact on dose was looked at with other decisions.");
    }

    @Test
    void whatNobodyKnowsIsNotTheSame() {
        EvidenceFigures unknown = figures(Map.of());
        EvidenceFigures known = figures("s", 5, 1, "d");
        for (EvidenceFigures now : List.of(unknown, known, figures("s", 0, 0, "d"))) {
            assertThat(now.otherwiseThan(unknown).orElse("")).startsWith("Nobody knows whether decisions of dose");
        }
        assertThat(unknown.otherwiseThan(known)).isPresent();
    }

    @Test
    void aBlastRadiusIsHeldAgainstPercentAndTransitions() {
        EvidenceFigures figures = figures("s", 200, 10, "d");
        assertThat(figures.percent()).hasValue(5);
        assertThat(figures.isInside(Optional.empty())).isEmpty();
        assertThat(figures.isInside(Optional.of(new BlastRadius(5.0, null)))).contains(true);
        assertThat(figures.isInside(Optional.of(new BlastRadius(4.9, null)))).contains(false);
        assertThat(figures.isInside(Optional.of(new BlastRadius(null, List.of(UP)))))
                .contains(true);
        BlastRadius other = new BlastRadius(null, List.of(new BlastRadius.Transition("250", "0")));
        assertThat(figures.isInside(Optional.of(other))).contains(false);
        assertThat(figures(Map.of()).isInside(Optional.of(other))).isEmpty();
    }

    @Test
    void whatIsKeptIsWhatIsRead() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        EvidenceFigures figures = figures("s", 200, 10, "d");
        assertThat(json.readValue(json.writeValueAsString(figures), EvidenceFigures.class))
                .isEqualTo(figures);
    }
}

package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final PartResult RESULT = new PartResult(
            "http",
            "2026-01-02T03:04:05Z",
            60,
            false,
            new Machine("a processor", 2, 4_096, "Linux", "25", 0.1),
            List.of(
                    new Figure(
                            "rate, of the echo's",
                            0.781,
                            "",
                            Target.atLeast(0.6).aimingAt(0.75)),
                    new Figure("p99 < limit", 2.5, "ms", Target.atMost(2)),
                    new Figure("units compiled", 0, "", Target.atMost(0)),
                    new Figure("rate", 28_431.7, "/s", null)),
            List.of(Map.of("round", 1)));

    @TempDir
    Path folder;

    @Test
    void eachFigureStandsBesideItsTarget() {
        assertThat(Report.table(List.of(RESULT)))
                .contains("| rate, of the echo's | 0.78 | ≥ 0.60 (aim 0.75) | met |")
                .contains("| p99 < limit | 2.50 ms | ≤ 2 | **missed** |")
                .contains("| rate | 28,432 /s |  |  |")
                .contains("a processor, 2 cores, 4,096 MiB");
    }

    @Test
    void whatStandsAroundTheTableIsKept() throws IOException {
        RESULT.write(folder);
        Report.write(folder, List.of("http", "never run"));
        Path readme = folder.resolve("README.md");
        Files.writeString(readme, "Before.\n" + Files.readString(readme) + "After.\n");
        Report.write(folder, List.of("http"));
        assertThat(Files.readString(readme))
                .startsWith("Before.\n")
                .endsWith("After.\n")
                .containsOnlyOnce("### http");
    }

    @Test
    void aReadmeWithoutMarksIsNotOverwritten() {
        assertThatThrownBy(() -> Report.between("My own words.", "table")).hasMessageContaining("lost its marks");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        RESULT.write(folder);
        assertThat(PartResult.read(folder, "http")).contains(RESULT);
        assertThat(PartResult.read(folder, "start")).isEmpty();
    }

    @Test
    void thePictureHasABarForEachFigureWithATarget() {
        assertThat(Overview.of(List.of(RESULT)))
                .contains("class=\"met\"", "class=\"missed\"", "p99 &lt; limit", "units compiled")
                .doesNotContain("NaN", "Infinity", "28,432");
    }
}

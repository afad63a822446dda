package dev.understudy.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.Exposure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowRequestTest {
    private static final Duration DAY = Duration.ofHours(24);

    private static ShadowRequest read(String json) throws IOException {
        return ShadowRequest.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBranchIsEnough() throws IOException {
        ShadowRequest request = read("{\"branch\": \" feature/x \"}");
        assertThat(request.checkedBranch()).isEqualTo("feature/x");
        assertThat(request.share()).isEqualTo(new Exposure(100_000));
        assertThat(request.lasts(DAY)).isEqualTo(Duration.ofHours(1));
        assertThat(request.lasts(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.enough()).isNull();
        assertThat(request.declared()).isNull();
    }

    @Test
    void allOfItIsRead() throws IOException {
        ShadowRequest request = read("{\"branch\": \"x\", \"percent\": 0.5, \"duration\": \"90s\", \"decisions\": 7,"
                + " \"blastRadius\": {\"maxPercent\": 0}}");
        assertThat(request.share()).isEqualTo(new Exposure(5_000));
        assertThat(request.lasts(DAY)).isEqualTo(Duration.ofSeconds(90));
        assertThat(request.enough()).isEqualTo(7);
        assertThat(request.declared()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /branch",
                "{\"branch\": \" \"} | /branch",
                "{\"branch\": \"x\", \"percent\": 0} | /percent",
                "{\"branch\": \"x\", \"percent\": 100.1} | /percent",
                "{\"branch\": \"x\", \"percent\": 1.00001} | /percent",
                "{\"branch\": \"x\", \"duration\": \"0s\"} | /duration",
                "{\"branch\": \"x\", \"duration\": \"25h\"} | /duration",
                "{\"branch\": \"x\", \"duration\": \"soon\"} | /duration",
                "{\"branch\": \"x\", \"decisions\": 0} | /decisions",
                "{\"branch\": \"x\", \"blastRadius\": {}} | /blastRadius/maxPercent",
                "{\"branch\": \"x\", \"blastRadius\": {\"maxPercent\": 101}} | /blastRadius/maxPercent"
            })
    void whatCantBeIsNamedByItsPlace(String json, String pointer) throws IOException {
        ShadowRequest request = read(json);
        assertThatThrownBy(() -> {
                    var _ = request.checkedBranch();
                    var _ = request.share();
                    var _ = request.lasts(DAY);
                    var _ = request.enough();
                    var _ = request.declared();
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.extensions()).containsEntry("pointer", pointer));
    }

    @Test
    void anEmptyBodySaysWhatBelongsThere() {
        assertThatThrownBy(() -> ShadowRequest.read(new byte[0])).hasMessageContaining("branch");
    }
}
